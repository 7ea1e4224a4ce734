/** Fields that one types into or picks from, right, wrong and disabled. */
import { type ReactNode, useState } from 'react';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateRange, type Days } from '../../ui/date-range.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

export function FieldSection(): ReactNode {
  const texts = useGalleryTexts();
  const [city, setCity] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [count, setCount] = useState(2);
  const [days, setDays] = useState<Days | null>(null);
  const choices = texts.cities.map((label, index) => ({
    id: `${index}`,
    label,
    isDisabled: index === 2,
  }));
  const found = choices.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return (
    <section className="gallery-section">
      <h2>{texts.fields}</h2>
      <div className="gallery-fields">
        <Field label={texts.name} help={texts.nameHelp} autoComplete="off" />
        <Field label={texts.email} error={texts.emailError} defaultValue="minji@" />
        <Field label={texts.name} disabled defaultValue="Kim Minji" />
        <Select label={texts.city} choices={choices} value={city} onChange={setCity} />
        <Select
          label={texts.city}
          choices={choices}
          value="1"
          onChange={() => {}}
          error={texts.emailError}
        />
        <Select label={texts.city} choices={choices} value="0" onChange={() => {}} isDisabled />
        <ComboBox
          label={texts.search}
          choices={found}
          text={text}
          onText={setText}
          onChoose={() => {}}
          emptyText={texts.noneFound}
          placeholder={texts.cities[0] ?? ''}
        />
        <DateRange label={texts.days} value={days} onChange={setDays} />
        <Stepper label={texts.tickets} value={count} onChange={setCount} least={1} most={4} />
      </div>
    </section>
  );
}
