import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { isSafeUrl } from '#document';
import { t } from '../../../messages/t';
import css from './menus.module.css';
import type { TrayProps } from './tray-props';

/** An address for the selected words, or for the link the cursor is in. */
export function LinkTray({ editor, close }: TrayProps) {
  const before = String(editor.getAttributes('link').href ?? '');
  const [address, setAddress] = useState(before);
  const [isWrong, setWrong] = useState(false);
  const done = () => {
    close();
    editor.view.focus();
  };
  const apply = () => {
    const href = completed(address.trim());
    if (!isSafeUrl(href)) return setWrong(true);
    const chain = editor.chain().extendMarkRange('link');
    if (editor.state.selection.empty && !before) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }).run();
    } else chain.setMark('link', { href }).run();
    done();
  };
  return (
    <form
      className={css.trayForm}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextInput
        label={t('link.address')}
        placeholder="https://"
        data-autofocus
        autoFocus
        value={address}
        error={isWrong ? t('link.wrong') : undefined}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit">{t('link.apply')}</Button>
      {before && (
        <Button
          variant="default"
          onClick={() => {
            editor.chain().extendMarkRange('link').unsetMark('link').run();
            done();
          }}
        >
          {t('link.remove')}
        </Button>
      )}
      <Button variant="default" onClick={done}>
        {t('form.cancel')}
      </Button>
    </form>
  );
}

/** `example.org/page` is meant as an address of the web, and `name@example.org` as one of mail. */
function completed(address: string): string {
  if (/^[^\s/@]+@[^\s/@]+\.[a-z]{2,}$/i.test(address)) return `mailto:${address}`;
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+([/?#]|$)/i.test(address) ? `https://${address}` : address;
}

/** The plain meaning of the selected word. */
export function TermTray({ editor, close }: TrayProps) {
  const [meaning, setMeaning] = useState(String(editor.getAttributes('glossaryTerm').definition ?? ''));
  return (
    <form
      className={css.trayForm}
      onSubmit={(event) => {
        event.preventDefault();
        const definition = meaning.trim();
        const chain = editor.chain().focus().extendMarkRange('glossaryTerm');
        if (definition === '') chain.unsetMark('glossaryTerm').run();
        else chain.setMark('glossaryTerm', { definition }).run();
        close();
      }}
    >
      <TextInput
        label={t('term.meaning')}
        autoFocus
        maxLength={500}
        value={meaning}
        onChange={(event) => setMeaning(event.currentTarget.value)}
      />
      <Button type="submit">{t('link.apply')}</Button>
      <Button
        variant="default"
        onClick={() => {
          close();
          editor.view.focus();
        }}
      >
        {t('form.cancel')}
      </Button>
    </form>
  );
}
