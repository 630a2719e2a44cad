import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { ActionIcon, NativeSelect } from '@mantine/core';
import { t } from '../../../messages/t';
import { Icon } from '../../../parts/icons';
import css from './compose.module.css';
import { type Chosen, moved } from './draft';

interface ArticleOrderProps {
  readonly articles: readonly Chosen[];
  readonly onChange: (articles: readonly Chosen[]) => void;
  /** Why one of them cannot be sent, by its publication. */
  readonly faults?: ReadonlyMap<string, string>;
}

/** The articles of an issue in their order. It is changed by dragging, by the arrow keys on a handle, or by buttons. */
export function ArticleOrder({ articles, onChange, faults }: ArticleOrderProps) {
  const sensors = useSensors(
    // A click on a button within the row is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = articles.map(({ publicationId }) => publicationId);
  const drop = ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over?.id))];
    if (from >= 0 && to >= 0 && from !== to) onChange(moved(articles, from, to));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        announcements: announcements(articles),
        screenReaderInstructions: { draggable: t('compose.dragHint') },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className={css.order}>
          {articles.map((one, at) => (
            <Row
              key={one.publicationId}
              one={one}
              at={at}
              last={at === articles.length - 1}
              fault={faults?.get(one.publicationId)}
              change={(next) => onChange(articles.map((it, place) => (place === at ? next : it)))}
              move={(to) => onChange(moved(articles, at, to))}
              leaveOut={() => onChange(articles.filter((_, place) => place !== at))}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

/** What a screen reader says while something is dragged by keys. */
function announcements(articles: readonly Chosen[]): Announcements {
  const title = (id: string | number) => articles.find(({ publicationId }) => publicationId === id)?.title ?? '';
  const place = (id: string | number | undefined) =>
    articles.findIndex(({ publicationId }) => publicationId === id) + 1;
  const at = (active: string | number, over: string | number | undefined) =>
    t('compose.dragAt', { title: title(active), place: place(over ?? active), count: articles.length });
  return {
    onDragStart: ({ active }) => t('compose.dragStart', { title: title(active.id) }),
    onDragOver: ({ active, over }) => at(active.id, over?.id),
    onDragEnd: ({ active, over }) => at(active.id, over?.id),
    onDragCancel: ({ active }) => t('compose.dragCancel', { title: title(active.id) }),
  };
}

interface RowProps {
  readonly one: Chosen;
  readonly at: number;
  readonly last: boolean;
  readonly fault: string | undefined;
  readonly change: (next: Chosen) => void;
  readonly move: (to: number) => void;
  readonly leaveOut: () => void;
}

function Row({ one, at, last, fault, change, move, leaveOut }: RowProps) {
  const sortable = useSortable({ id: one.publicationId });
  const { transform, transition, isDragging } = sortable;
  const style = transform
    ? { transform: `translate3d(0, ${Math.round(transform.y)}px, 0)`, transition }
    : { transition };
  return (
    <li ref={sortable.setNodeRef} className={css.placed} style={style} data-dragging={isDragging}>
      <button
        type="button"
        className={css.handle}
        ref={sortable.setActivatorNodeRef}
        {...sortable.attributes}
        {...sortable.listeners}
        aria-label={t('compose.drag', { title: one.title })}
      >
        <span aria-hidden="true">⠿</span>
      </button>
      <div className={css.placedText}>
        <span>{one.title}</span>
        {fault && <p className={css.fault}>{fault}</p>}
        {one.mode === 'CORRECTION' ? (
          <p className="soft">{t('articleMode.CORRECTION')}</p>
        ) : (
          <NativeSelect
            size="xs"
            aria-label={t('compose.modeOf', { title: one.title })}
            value={one.mode}
            onChange={(event) => change({ ...one, mode: event.currentTarget.value === 'FULL' ? 'FULL' : 'TEASER' })}
            data={(['TEASER', 'FULL'] as const).map((value) => ({ value, label: t(`articleMode.${value}`) }))}
          />
        )}
      </div>
      <div className={css.placedEnd}>
        <ActionIcon
          variant="default"
          disabled={at === 0}
          onClick={() => move(at - 1)}
          aria-label={t('compose.up', { title: one.title })}
        >
          <span aria-hidden="true">↑</span>
        </ActionIcon>
        <ActionIcon
          variant="default"
          disabled={last}
          onClick={() => move(at + 1)}
          aria-label={t('compose.down', { title: one.title })}
        >
          <span aria-hidden="true">↓</span>
        </ActionIcon>
        {one.mode !== 'CORRECTION' && (
          <ActionIcon variant="default" onClick={leaveOut} aria-label={t('compose.leaveOut', { title: one.title })}>
            <Icon name="close" />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
