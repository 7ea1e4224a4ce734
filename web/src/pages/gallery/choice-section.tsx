/** Choosing: boxes, chips, radio buttons in three looks, a switch. */
import { type ReactNode, useState } from 'react';
import type { Choice } from '../../ui/aria.tsx';
import { Checkbox, CheckboxGroup } from '../../ui/checkbox.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

const listed = (labels: readonly string[], details: readonly string[] = []): readonly Choice[] =>
  labels.map((label, index) => ({ id: `${index}`, label, detail: details[index] }));

export function ChoiceSection(): ReactNode {
  const texts = useGalleryTexts();
  const [genres, setGenres] = useState<readonly string[]>(['0', '3']);
  const [delivery, setDelivery] = useState('0');
  const [sort, setSort] = useState('0');
  const [isAgreed, setAgreed] = useState(false);
  const [hasSound, setSound] = useState(true);
  return (
    <section className="gallery-section">
      <h2>{texts.choices}</h2>
      <CheckboxGroup
        look="chips"
        label={texts.genres}
        choices={listed(texts.genreNames, ['12', '8', '21', '4', '2'])}
        values={genres}
        onChange={setGenres}
      />
      <div className="gallery-fields">
        <CheckboxGroup
          label={texts.genres}
          choices={listed(texts.genreNames.slice(0, 3))}
          values={genres}
          onChange={setGenres}
        />
        <RadioGroup
          label={texts.delivery}
          choices={listed(texts.deliveries, texts.deliveryHelp)}
          value={delivery}
          onChange={setDelivery}
        />
        <RadioGroup
          look="cards"
          label={texts.delivery}
          choices={listed(texts.deliveries, texts.deliveryHelp)}
          value={delivery}
          onChange={setDelivery}
        />
        <RadioGroup
          look="segments"
          label={texts.sort}
          choices={listed(texts.sorts)}
          value={sort}
          onChange={setSort}
        />
        <div>
          <Checkbox
            label={texts.agree}
            isChecked={isAgreed}
            onChange={setAgreed}
            isInvalid={!isAgreed}
          />
          <Checkbox label={texts.someSelected} isChecked={false} isMixed onChange={() => {}} />
          <Checkbox label={texts.disabled} isChecked isDisabled onChange={() => {}} />
        </div>
        <div>
          <Switch label={texts.sound} help={texts.soundHelp} isOn={hasSound} onChange={setSound} />
          <Switch label={texts.disabled} isOn={false} onChange={() => {}} isDisabled />
        </div>
      </div>
    </section>
  );
}
