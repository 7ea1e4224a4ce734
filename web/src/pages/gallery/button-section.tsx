/** Buttons in their looks, sizes and states; a menu, a popover, a button of an icon. */
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { CalendarIcon, DownloadIcon, ShareIcon } from '../../ui/more-icons.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { IconButton } from '../../ui/tooltip.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

const looks = ['primary', 'secondary', 'quiet', 'danger'] as const;
const sizes = ['small', 'medium', 'large'] as const;

export function ButtonSection(): ReactNode {
  const texts = useGalleryTexts();
  const { show } = useToasts();
  return (
    <section className="gallery-section">
      <h2>{texts.buttons}</h2>
      {looks.map((look) => (
        <div key={look} className="gallery-row">
          {sizes.map((size) => (
            <Button key={size} look={look} size={size}>
              {look === 'danger' ? texts.remove : texts.buy}
            </Button>
          ))}
          <Button look={look} busy>
            {texts.busy}
          </Button>
          <Button look={look} disabled>
            {texts.disabled}
          </Button>
        </div>
      ))}
      <div className="gallery-row">
        <ButtonLink to={paths.home()}>{texts.seeEvents}</ButtonLink>
        <Menu
          button={texts.more}
          entries={[
            {
              id: 'calendar',
              label: texts.calendar,
              icon: <CalendarIcon />,
              onAction: () => show(texts.toast),
            },
            { id: 'download', label: texts.download, icon: <DownloadIcon />, isDisabled: true },
            { id: 'remove', label: texts.remove, isDanger: true },
          ]}
        />
        <Popover button={texts.share} label={texts.share}>
          {(close) => (
            <>
              <p>{texts.noticeText}</p>
              <Button look="primary" onClick={close}>
                {texts.close}
              </Button>
            </>
          )}
        </Popover>
        <IconButton label={texts.share} icon={<ShareIcon />} onPress={() => show(texts.toast)} />
        <IconButton label={texts.download} icon={<DownloadIcon />} onPress={() => {}} isDisabled />
      </div>
    </section>
  );
}
