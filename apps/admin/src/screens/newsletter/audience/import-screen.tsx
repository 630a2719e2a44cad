import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { ImportSubscribersDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { toBase64 } from '../../../parts/to-base64';
import { useDecision } from '../../../parts/use-decision';
import { AudiencePage } from './audience-page';
import { type ChosenColumns, ColumnFields, FOUND, namedColumns } from './column-fields';
import { columnsOf } from './file-columns';
import { ImportReport, type Report } from './import-report';

interface ChosenFile {
  readonly name: string;
  readonly contents: string;
  readonly columns: readonly string[];
}

/** What the server takes in base64, as bytes of the file. */
const MOST_BYTES = 525_000;
const MOST_CONSENT = 2_000;
/** What is wrong with these stands beside them. */
const BESIDE = ['contents', 'emailColumn', 'interestsColumn', 'languageColumn', 'consent'];

/** Takes in a list of people who agreed elsewhere: first what would become of each line, then the doing. */
export function SubscriberImportScreen() {
  return (
    <AudiencePage title={t('audienceImport.title')} about={t('audienceImport.about')}>
      {(site) => <ImportForm key={site.slug} site={site} />}
    </AudiencePage>
  );
}

function ImportForm({ site }: { site: Site }) {
  const [file, setFile] = useState<ChosenFile>();
  const [tooLarge, setTooLarge] = useState(false);
  const [columns, setColumns] = useState<ChosenColumns>(FOUND);
  const [consent, setConsent] = useState('');
  const [report, setReport] = useState<Report>();
  const run = useDecision(async (preview: boolean) => {
    const input = {
      site: site.slug,
      contents: file?.contents ?? '',
      ...namedColumns(columns),
      consent,
      preview,
    };
    const answer = await request(ImportSubscribersDocument, { input });
    setReport(answer.result.__typename === 'SubscriberImport' ? answer.result : undefined);
    return answer;
  });
  const choose = async (chosen: File | undefined) => {
    setReport(undefined);
    setColumns(FOUND);
    setTooLarge(chosen !== undefined && chosen.size > MOST_BYTES);
    if (!chosen || chosen.size > MOST_BYTES) return setFile(undefined);
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    setFile({ name: chosen.name, contents: toBase64(bytes), columns: columnsOf(bytes) });
  };
  const of = (field: string) => (run.refused?.field === field ? run.refused.message : undefined);
  const previewed = report?.preview === true;
  return (
    <div className={form.stack}>
      <form
        className={`${form.form} ${form.box}`}
        onSubmit={(event) => {
          event.preventDefault();
          run.take(true);
        }}
      >
        <div>
          <label className={form.check}>
            <span>
              <strong>{t('audienceImport.file')}</strong>
              <small>{t('audienceImport.fileHint')}</small>
              <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv"
                onChange={(event) => void choose(event.currentTarget.files?.[0])}
              />
            </span>
          </label>
          {tooLarge && <Notice>{t('audienceImport.tooLarge')}</Notice>}
          {of('contents') && <Notice>{of('contents')}</Notice>}
        </div>
        {file && file.columns.length > 0 && (
          <ColumnFields
            names={file.columns}
            chosen={columns}
            faultOf={of}
            onChange={(chosen) => {
              setColumns(chosen);
              setReport(undefined);
            }}
          />
        )}
        <Textarea
          label={t('audienceImport.consent')}
          description={t('audienceImport.consentHint')}
          rows={3}
          required
          withAsterisk={false}
          maxLength={MOST_CONSENT}
          value={consent}
          error={of('consent')}
          onChange={(event) => {
            setConsent(event.currentTarget.value);
            setReport(undefined);
          }}
        />
        {run.refused && !(run.refused.field && BESIDE.includes(run.refused.field)) && (
          <Notice>{run.refused.message}</Notice>
        )}
        <div className={form.bar}>
          <Button type="submit" loading={run.busy} disabled={!file} variant={previewed ? 'default' : 'filled'}>
            {t('audienceImport.preview')}
          </Button>
          {previewed && report.counts.admitted > 0 && (
            <Button loading={run.busy} onClick={() => run.take(false)}>
              {t('audienceImport.admit', { count: report.counts.admitted })}
            </Button>
          )}
          <span className="soft">{t(file ? 'audienceImport.previewHint' : 'audienceImport.noFile')}</span>
        </div>
      </form>
      {report && <ImportReport report={report} />}
    </div>
  );
}
