import { Fragment } from 'react';

/** The help of a loop is Markdown of three kinds of lines: heading, point, sentence; with bold words. */
export function HelpText({ text }: { readonly text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    <div>
      {lines.map((line) => {
        if (line.startsWith('#')) {
          return (
            <h3 key={line} className="section-title" style={{ paddingTop: 12 }}>
              {line.replace(/^#+\s*/, '')}
            </h3>
          );
        }
        return (
          <p key={line} style={{ padding: '2px 0' }}>
            <Bold text={line.replace(/^- /, '')} />
          </p>
        );
      })}
    </div>
  );
}

const Bold = ({ text }: { readonly text: string }) =>
  text.split('**').map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text never move
    <Fragment key={at}>{at % 2 === 1 ? <strong>{part}</strong> : part}</Fragment>
  ));
