import { pageTexts } from '../pageTexts';
import { DemoSwitch } from '../panels/demoParts';
import { VenuesPanel } from '../panels/feeds/venuesPanel';
import { Later } from '../panels/later';
import { chosenTab, Tabs } from '../panels/tabs';

const words = pageTexts.feeds;
const names = ['venues', 'open-interest'] as const;

/** What is heard of the venues. */
export function FeedsPage() {
  const tab = chosenTab([...names]);
  return (
    <div class="page">
      <h1 class="unseen">{words.title}</h1>
      <div class="page-bar">
        <Tabs label={words.title} chosen={tab} tabs={names.map(name => ({ name, title: words.tabs[name] }))} />
      </div>
      {tab === 'venues' ? <VenuesPanel /> : <Later load={() => import('../panels/feeds/openInterestPanel').then(part => part.OpenInterestPanel)} />}
      {tab === 'venues' && <DemoSwitch />}
    </div>
  );
}
