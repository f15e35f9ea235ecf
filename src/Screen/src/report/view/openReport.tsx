import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { fixed } from '../../format/numbers';
import { asProblem, problem, type Problem } from '../../source/problem';
import type { ReportFile } from '../model/file';
import { readReport } from '../model/read';
import { reportTexts } from '../../texts/report';
import { ReportView } from './reportView';

const words = reportTexts.open;
const megabyte = 1_000_000;
const mostMegabytes = 100;

// Stays open while other pages are looked at.
const opened = signal<ReportFile | null>(null);
const refusal = signal<{ readonly name: string; readonly problem: Problem } | null>(null);

/** Opens the file of a report and shows it: of all that is in it, the data alone are read. */
export function OpenReport() {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) {
      void open(file);
    }
  };
  const report = opened.value;
  return (
    <div
      class={`page drop ${isOver ? 'is-over' : ''}`}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      {report === null && <h1 class="unseen">{reportTexts.title}</h1>}
      <p class="note">
        {report === null && <>{words.drop} </>}
        <label class="choose">
          {report === null ? words.choose : words.another}{' '}
          <input
            type="file"
            accept=".html,.htm"
            onChange={event => {
              take(event.currentTarget.files);
              event.currentTarget.value = '';
            }}
          />
        </label>
        {report === null && <span class="dim"> {words.hint}</span>}
      </p>
      {refusal.value !== null && (
        <p class="failure" role="alert">
          <strong>
            {refusal.value.name}: {refusal.value.problem.title}
          </strong>{' '}
          {refusal.value.problem.detail}
        </p>
      )}
      {report !== null && <ReportView file={report} />}
    </div>
  );
}

async function open(file: File): Promise<void> {
  try {
    if (file.size > mostMegabytes * megabyte) {
      throw problem(0, reportTexts.bad.title, words.tooLarge(fixed(file.size / megabyte, 1), mostMegabytes));
    }

    opened.value = readReport(await file.text());
    refusal.value = null;
  } catch (error) {
    // What is open stays open: a wrong file takes nothing away.
    refusal.value = { name: file.name, problem: asProblem(error) };
  }
}
