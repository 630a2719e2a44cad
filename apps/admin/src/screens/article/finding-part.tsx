import { Button, Textarea } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { request } from '../../api/client';
import { WaiveFindingDocument, type WaiveFindingInput } from '../../gql/operations';
import { findingSentence, t } from '../../messages/t';
import type { IconName } from '../../parts/icons';
import { Notice } from '../../parts/notice';
import { Pill, type Tone } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';
import actions from './action-bar.module.css';
import type { Revision } from './queries';
import css from './rail.module.css';
import { showPassage } from './show-passage';

type Finding = Revision['findings'][number];

const SEVERITIES: Readonly<Record<string, readonly [Tone, IconName, 'block' | 'fix' | 'note']>> = {
  block: ['danger', 'stop', 'block'],
  fix: ['due', 'fix', 'fix'],
  note: ['neutral', 'note', 'note'],
};

interface FindingPartProps {
  readonly finding: Finding;
  readonly revision: Revision;
  readonly text: RefObject<HTMLElement | null>;
}

/** One finding: what to do, the passage, and the way to say that it does not stand in the way. */
export function FindingPart({ finding, revision, text }: FindingPartProps) {
  const [waiving, setWaiving] = useState(false);
  const [tone, icon, severity] = SEVERITIES[finding.severity] ?? ['neutral', 'note', 'note'];
  return (
    <div className={css.part}>
      <div className={css.partHead}>
        <h3>{findingSentence(finding)}</h3>
        {finding.waiver ? (
          <Pill tone="good" icon="check">
            {t('waive.done')}
          </Pill>
        ) : (
          <Pill tone={tone} icon={icon}>
            {t(`severity.${severity}`)}
          </Pill>
        )}
      </div>
      {finding.quote && (
        <button
          type="button"
          className={css.quote}
          onClick={() => showPassage(text.current, finding.quote ?? '')}
          title={t('checks.show')}
        >
          “{finding.quote}”
        </button>
      )}
      {finding.waiver && (
        <p className={css.small}>
          {t('waive.by', { name: finding.waiver.waivedBy.name, reason: finding.waiver.reason })}
        </p>
      )}
      {!finding.waiver && !waiving && (
        <Button variant="default" size="xs" mt={8} onClick={() => setWaiving(true)}>
          {t('waive.open')}
        </Button>
      )}
      {waiving && <WaiveForm finding={finding} revisionId={revision.id} close={() => setWaiving(false)} />}
    </div>
  );
}

function WaiveForm({ finding, revisionId, close }: { finding: Finding; revisionId: string; close: () => void }) {
  const [reason, setReason] = useState('');
  const { take, busy, refused } = useDecision(
    (input: WaiveFindingInput) => request(WaiveFindingDocument, { input }),
    close,
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take({ revisionId, findingKey: finding.key, reason: reason.trim() });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Textarea
        label={t('waive.reason')}
        description={t('waive.hint')}
        required
        withAsterisk={false}
        rows={2}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={actions.actions}>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('waive.submit')}
        </Button>
      </div>
    </form>
  );
}
