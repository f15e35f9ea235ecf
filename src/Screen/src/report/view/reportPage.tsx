import { useState } from 'preact/hooks';
import { SettingsDialog } from '../../panels/settingsDialog';
import { texts } from '../../texts';
import type { ReportFile } from '../model/file';
import { reportTexts } from '../../texts/report';
import { ReportView } from './reportView';

/** A report as a page of its own, with what the screen around it has otherwise. */
export function ReportPage({ file }: { file: ReportFile }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <main>
        <ReportView file={file} />
      </main>
      <footer class="report-end">
        <button type="button" onClick={() => setOpen(true)}>
          {texts.top.settings}
        </button>
        <span>
          {reportTexts.product(file.program)}, {texts.about.licence}. {texts.about.charts}. {texts.about.preact}.
        </span>
      </footer>
      {isOpen && <SettingsDialog close={() => setOpen(false)} />}
    </>
  );
}
