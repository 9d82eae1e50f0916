import Link from 'next/link';
import { Verification } from './Verification';

export default function Account() {
  return (
    <main>
      <Link id="to-home" href="/">
        Home
      </Link>
      <Verification />
    </main>
  );
}
