import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SettingsDialog } from '../../panels/settingsDialog';
import { texts } from '../../texts';
import { reportTexts } from '../../texts/report';

/** A report as a page of its own, with what the screen around it has otherwise. */
export function ReportPage({ program, children }: { program: string; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <main>{children}</main>
      <footer class="report-end">
        <button type="button" onClick={() => setOpen(true)}>
          {texts.top.settings}
        </button>
        <span>
          {reportTexts.product(program)}, {texts.about.licence}. {texts.about.charts}. {texts.about.preact}.
        </span>
      </footer>
      {isOpen && <SettingsDialog close={() => setOpen(false)} />}
    </>
  );
}
