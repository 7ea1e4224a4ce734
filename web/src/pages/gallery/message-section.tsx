/** Saying something: badges, notices, toasts, a dialog, nothing there, still loading. */
import { type ReactNode, useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TicketIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { useGalleryTexts } from './gallery-texts.ts';

const LOADED = 0.62;

export function MessageSection(): ReactNode {
  const texts = useGalleryTexts();
  const [isOpen, setOpen] = useState(false);
  const { show } = useToasts();
  return (
    <section className="gallery-section">
      <h2>{texts.messages}</h2>
      <div className="gallery-row">
        <Badge tone="positive">{texts.onSale}</Badge>
        <Badge tone="accent">{texts.opens}</Badge>
        <Badge tone="warning">{texts.fewLeft}</Badge>
        <Badge>{texts.soldOut}</Badge>
        <Badge tone="danger">{texts.cancelled}</Badge>
      </div>
      <div className="gallery-fields">
        <Notice level="h3" title={texts.noticeTitle}>
          {texts.noticeText}
        </Notice>
        <Notice level="h3" tone="positive" title={texts.positiveTitle}>
          {texts.noticeText}
        </Notice>
        <Notice level="h3" tone="warning" title={texts.warningTitle}>
          {texts.noticeText}
        </Notice>
        <Notice level="h3" tone="danger" title={texts.dangerTitle}>
          {texts.dangerText}
        </Notice>
      </div>
      <div className="gallery-row">
        <Button onClick={() => show(texts.toast, 'positive')}>{texts.showToast}</Button>
        <Button onClick={() => setOpen(true)}>{texts.openDialog}</Button>
      </div>
      <Dialog
        open={isOpen}
        title={texts.dialogTitle}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button look="primary" onClick={() => setOpen(false)}>
              {texts.take}
            </Button>
            <Button onClick={() => setOpen(false)}>{texts.close}</Button>
          </>
        }
      >
        <p>{texts.dialogText}</p>
      </Dialog>
      <div className="gallery-fields">
        <ProgressBar label={texts.progress} value={LOADED} text="62%" />
        <ProgressBar label={texts.progress} />
        <div className="stack">
          <Skeleton shape="title" />
          <Skeleton shape="line" />
        </div>
      </div>
      <EmptyState
        level="h3"
        icon={<TicketIcon />}
        title={texts.emptyTitle}
        actions={<Button look="primary">{texts.seeEvents}</Button>}
      >
        {texts.emptyText}
      </EmptyState>
    </section>
  );
}
