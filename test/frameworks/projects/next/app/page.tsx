import Link from 'next/link';

export default function Home() {
  return (
    <main>
      <h1>Home</h1>
      <Link id="to-account" href="/account">
        Your account
      </Link>
    </main>
  );
}
