import styles from './help-text.module.css';

/** How a kind of matter goes, as its loop tells it (a little Markdown): the first words, the rest behind one click. */
export function HelpText({ text }: { readonly text: string }) {
  const [first = '', ...sections] = text.split(/^### /m);
  return (
    <div className={styles.help}>
      <p>{first.trim()}</p>
      {sections.length > 0 && (
        <details>
          <summary>环节、时限和谁来办</summary>
          {sections.map((section) => (
            <Section key={section} lines={section.trim().split('\n')} />
          ))}
        </details>
      )}
    </div>
  );
}

function Section({ lines: [title, ...lines] }: { readonly lines: readonly string[] }) {
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {lines
          .filter((line) => line.trim() !== '')
          .map((line) => (
            <li key={line}>
              {line
                .replace(/^- /, '')
                .split('**')
                .map((part, at) => (at % 2 === 1 ? <strong key={part}>{part}</strong> : part))}
            </li>
          ))}
      </ul>
    </>
  );
}
