import { TextInput } from '@mantine/core';
import { useId } from 'react';
import type { TimeInput } from '../gql/operations';
import { t } from '../messages/t';
import { zoneCity } from './dates';
import form from './form.module.css';
import { Notice } from './notice';
import { type ClockReading, clockReading } from './zoned';

/** What a clinic's clock shows, as somebody typed it; `occurrence` says which one when it comes twice. */
export interface WallTime {
  readonly localTime: string;
  readonly occurrence?: 'EARLIER' | 'LATER';
}

export const NO_TIME: WallTime = { localTime: '' };

/** As the API takes it: by the clock of the site it is asked of. Undefined while nothing is typed. */
export function timeInput({ localTime, occurrence }: WallTime): TimeInput | undefined {
  return localTime ? { localTime, occurrence } : undefined;
}

/** The instant meant on a zone's clock; undefined while it is not clear which. */
export function meant({ localTime, occurrence }: WallTime, zone: string): Date | undefined {
  const reading = clockReading(localTime, zone);
  if (!reading || reading.kind === 'skipped') return undefined;
  if (reading.kind === 'once') return reading.at;
  return occurrence && (occurrence === 'LATER' ? reading.later : reading.at);
}

interface TimeFieldProps {
  readonly label: string;
  readonly zone: string;
  readonly value: WallTime;
  readonly onChange: (value: WallTime) => void;
  readonly error?: string;
  readonly autoFocus?: boolean;
}

/** A date and a time on the clock of a clinic. What a change of the clocks does to it is said before it is sent. */
export function TimeField({ label, zone, value, onChange, error, autoFocus }: TimeFieldProps) {
  const city = zoneCity(zone);
  const reading = clockReading(value.localTime, zone);
  return (
    <div className={form.form}>
      <TextInput
        type="datetime-local"
        label={label}
        description={t('time.zone', { city })}
        required
        withAsterisk={false}
        autoFocus={autoFocus}
        value={value.localTime}
        error={error}
        onChange={(event) => onChange({ localTime: event.currentTarget.value })}
      />
      {reading && <ClockChange reading={reading} {...{ city, value, onChange }} />}
    </div>
  );
}

interface ClockChangeProps {
  readonly reading: ClockReading;
  readonly city: string;
  readonly value: WallTime;
  readonly onChange: (value: WallTime) => void;
}

function ClockChange({ reading, city, value, onChange }: ClockChangeProps) {
  const name = useId();
  const clock = value.localTime.slice(11, 16);
  if (reading.kind === 'once') return null;
  if (reading.kind === 'skipped') {
    return <Notice tone="due">{t('time.skipped', { city, clock, next: reading.next.slice(11, 16) })}</Notice>;
  }
  return (
    <>
      <Notice tone="due">{t('time.twice', { city, clock })}</Notice>
      <fieldset className={form.fieldset}>
        <legend>{t('time.which')}</legend>
        <div className={form.options}>
          {(['EARLIER', 'LATER'] as const).map((occurrence) => (
            <label key={occurrence} className={form.check}>
              <input
                type="radio"
                name={name}
                required
                checked={value.occurrence === occurrence}
                onChange={() => onChange({ localTime: value.localTime, occurrence })}
              />
              <span>{t(occurrence === 'EARLIER' ? 'time.earlier' : 'time.later')}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
