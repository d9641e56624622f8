/** The phone's position as text, or nothing: a webview may refuse, and then the person types. */
export function findPlace(): Promise<string | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(`东经 ${coords.longitude.toFixed(5)}，北纬 ${coords.latitude.toFixed(5)}`),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60_000 },
    );
  });
}
