/** Vite hands a file out as text. */
declare module '*?raw' {
  const text: string;
  export default text;
}
