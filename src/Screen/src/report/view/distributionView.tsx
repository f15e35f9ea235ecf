import { fixed } from '../../format/numbers';
import { Panel } from '../../panels/frame';
import { reportTexts } from '../../texts/report';
import type { Distribution, HistogramData } from '../model/account';

const words = reportTexts.distribution;
const width = 600;
const height = 140;

/** How profits of trades and returns of days are distributed; nothing where a report does not tell of it. */
export function DistributionView({ distribution }: { distribution: Distribution | undefined }) {
  return distribution == null || distribution.days_percent.bins.length === 0 ? null : (
    <Panel title={words.title} name="page" state={{ kind: 'ready' }}>
      <HistogramPicture title={words.trades} data={distribution.trades_usd} />
      <HistogramPicture title={words.days} data={distribution.days_percent} />
    </Panel>
  );
}

/** Bars over ranges of one length, with the ends of the scale, and a sentence for those who do not see them. */
function HistogramPicture({ title, data }: { title: string; data: HistogramData }) {
  const { bins, zeros } = data;
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) {
    return null;
  }

  const most = Math.max(...bins.map(bin => bin.count));
  const step = width / bins.length;
  const edge = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });
  const write = (value: number | null): string => fixed(value, 2);
  const sentence = words.sentence(data.count, write(data.smallest), write(data.median), write(data.mean), write(data.largest));
  return (
    <figure class="equity">
      <p class="note">
        <b>{title}</b> {sentence} {zeros > 0 && <span class="dim">{words.zeros(zeros)}</span>}
      </p>
      <div class="lines">
        <span class="high">{fixed(most)}</span>
        <svg class="curve bars" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${title}: ${sentence}`}>
          {bins.map(({ from, to, count }, at) => (
            <rect key={from} class={from >= 0 ? 'gain' : 'loss'} x={(at * step + 0.5).toFixed(1)} width={(step - 1).toFixed(1)} y={(height - (count / most) * (height - 4)).toFixed(1)} height={((count / most) * (height - 4)).toFixed(1)}>
              <title>{`${edge(from)} – ${edge(to)}: ${count}`}</title>
            </rect>
          ))}
        </svg>
      </div>
      <p class="dim axis">
        <span>{edge(first.from)}</span>
        <span>{edge(last.to)}</span>
      </p>
    </figure>
  );
}
