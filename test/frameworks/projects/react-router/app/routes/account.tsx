import { Link } from 'react-router';
import { Verification } from '../Verification';

export default function Account() {
  return (
    <main>
      <Link id="to-home" to="/">
        Home
      </Link>
      <Verification />
    </main>
  );
}
