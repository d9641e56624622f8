export function ImportPage() {
  return <p>在建</p>;
}
