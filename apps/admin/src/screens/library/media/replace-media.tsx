import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { DescribeMediaDocument, type MediaWholeFragment, MediumDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { sendFile } from '../../../parts/media-picker/send-file';
import { UploadPlace } from '../../../parts/media-picker/upload-place';
import { failureSentence, Notice } from '../../../parts/notice';
import { Card } from '../../../parts/screen';

/**
 * Brings a better picture with the words of this one. A file's bytes never change, because approvals stand on them: the
 * texts that show this one go on showing it until somebody puts the new one in and it is reviewed.
 */
export function ReplaceMedia({ asset }: { asset: MediaWholeFragment }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [part, setPart] = useState<number>();
  const [wrong, setWrong] = useState<string>();
  const replace = async (file: File | undefined) => {
    if (!file) return;
    setWrong(undefined);
    setPart(0);
    try {
      const sent = await sendFile(asset.site.slug, file, setPart).done;
      if (!sent.ok) return setWrong(sent.why);
      if (sent.created) await takeWords(asset, sent.id);
      await queries.invalidateQueries({ queryKey: ['media'] });
      await navigate({ to: '/library/media/$mediaId', params: { mediaId: sent.id } });
    } catch (error) {
      setWrong(failureSentence(error));
    } finally {
      setPart(undefined);
    }
  };
  return (
    <Card title={t('media.replace')}>
      <div className={`${form.form} ${form.pad}`}>
        <p className="soft">{t('media.replaceWhy')}</p>
        {part === undefined ? (
          <UploadPlace one add={([file]) => void replace(file)} />
        ) : (
          <progress value={part} max={1} aria-label={t('media.sending', { name: asset.fileName })} />
        )}
        {wrong && <Notice>{wrong}</Notice>}
      </div>
    </Card>
  );
}

/** The description and the rights go along; what must stay in sight is asked of the new picture. */
async function takeWords(from: MediaWholeFragment, id: string): Promise<void> {
  const fresh = (await request(MediumDocument, { id })).mediaAsset;
  if (!fresh) return;
  const { alt, altTexts, decorative, credit, rights } = from;
  await request(DescribeMediaDocument, {
    input: {
      id,
      version: fresh.version,
      alt,
      altTexts: altTexts.map((one) => ({ locale: one.locale, alt: one.alt })),
      decorative,
      credit,
      rights: { status: rights.status, holder: rights.holder, licence: rights.licence, expiresAt: rights.expiresAt },
      focalPoint: { x: 0.5, y: 0.5 },
    },
  });
}
