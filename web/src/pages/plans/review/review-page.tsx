export function ReviewPage() {
  return <p>在建</p>;
}
