/** Parts of a page of which one is shown. Not for what belongs to an address: those are links. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { Aria } from './aria.tsx';
import './tabs.css';

type TabsProps = {
  /** What the tabs divide. */
  readonly label: string;
  readonly tabs: readonly {
    readonly id: string;
    readonly label: ReactNode;
    readonly content: ReactNode;
  }[];
  /** Both or neither: without them the tabs remember by themselves. */
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
};

export function Tabs({ label, tabs, selected, onSelect }: TabsProps): ReactNode {
  return (
    <Aria>
      <AriaTabs
        className="tabs"
        {...(selected !== undefined && { selectedKey: selected })}
        onSelectionChange={(key) => onSelect?.(String(key))}
      >
        <TabList aria-label={label} className="tab-list">
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className="tab">
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {tabs.map((tab) => (
          <TabPanel key={tab.id} id={tab.id} className="tab-panel">
            {tab.content}
          </TabPanel>
        ))}
      </AriaTabs>
    </Aria>
  );
}
