import { Panel } from '../../../panels/frame';
import { searchTexts } from '../../../texts/search';
import type { SearchResult } from '../model/file';

/** Whether an edge is shown, in a sentence, and every objection. */
export function Verdict({ verdict: { edge, sentence, objections } }: Pick<SearchResult, 'verdict'>) {
  return (
    <Panel title={searchTexts.verdict} name="page" state={{ kind: 'ready' }} head={<span class={`tag ${edge ? 'good' : 'warning'}`}>{edge ? searchTexts.shown : searchTexts.notShown}</span>}>
      <p class="verdict-words">{sentence}</p>
      {objections.length > 1 && (
        <ul class="objections">
          {objections.map(objection => (
            <li key={objection}>{objection}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
