/** What the account page says. The upgrade element brings its own words. */
export interface PageWords {
  readonly account: string;
  readonly level: string;
  readonly limits: string;
  readonly questions: string;
  readonly hint: string;
  readonly almost: string;
  readonly top: string;
  readonly now: string;
  readonly then: string;
  readonly buy: string;
  readonly sell: string;
  readonly withdraw: string;
  readonly upgrade: string;
  readonly scroll: string;
  readonly why: string;
  readonly because: string;
  readonly need: string;
  readonly needed: string;
  readonly stop: string;
  readonly stopped: string;
  readonly invented: string;
}

const en: PageWords = {
  account: 'Your account',
  level: 'Verification level',
  limits: 'Limits',
  questions: 'Good to know',
  hint: 'Upgrade to Satoshi to raise your limits.',
  almost: 'You are verified. Satoshi is being set up.',
  top: 'You have our highest level.',
  now: 'Now',
  then: 'Satoshi',
  buy: 'Buy, a day',
  sell: 'Sell, a day',
  withdraw: 'Withdraw, a day',
  upgrade: 'Upgrade to Satoshi',
  scroll: 'Scroll down: the upgrade starts when it comes into view.',
  why: 'Why does Northcoin ask for this?',
  because: 'The law asks us to know our customers before we raise their limits.',
  need: 'What do I need?',
  needed: 'A valid identity document, a device with a camera, and about two minutes.',
  stop: 'Can I stop halfway?',
  stopped: 'Yes. You can come back to this page and continue whenever it suits you.',
  invented: 'Northcoin is an invented broker. This page is a demonstration.',
};

const nl: PageWords = {
  account: 'Uw account',
  level: 'Verificatieniveau',
  limits: 'Limieten',
  questions: 'Goed om te weten',
  hint: 'Ga naar Satoshi en verhoog uw limieten.',
  almost: 'U bent geverifieerd. Satoshi wordt klaargezet.',
  top: 'U heeft ons hoogste niveau.',
  now: 'Nu',
  then: 'Satoshi',
  buy: 'Kopen, per dag',
  sell: 'Verkopen, per dag',
  withdraw: 'Opnemen, per dag',
  upgrade: 'Naar Satoshi',
  scroll: 'Scrol naar beneden: de upgrade begint zodra hij in beeld komt.',
  why: 'Waarom vraagt Northcoin dit?',
  because: 'De wet vraagt ons onze klanten te kennen voordat we hun limieten verhogen.',
  need: 'Wat heb ik nodig?',
  needed: 'Een geldig identiteitsbewijs, een toestel met camera en ongeveer twee minuten.',
  stop: 'Kan ik halverwege stoppen?',
  stopped: 'Ja. U kunt op deze pagina terugkomen en verdergaan wanneer het u schikt.',
  invented: 'Northcoin is een verzonnen broker. Deze pagina is een demonstratie.',
};

const de: PageWords = {
  account: 'Ihr Konto',
  level: 'Verifizierungsstufe',
  limits: 'Limits',
  questions: 'Gut zu wissen',
  hint: 'Mit Satoshi erhöhen Sie Ihre Limits.',
  almost: 'Sie sind verifiziert. Satoshi wird eingerichtet.',
  top: 'Sie haben unsere höchste Stufe.',
  now: 'Jetzt',
  then: 'Satoshi',
  buy: 'Kaufen, pro Tag',
  sell: 'Verkaufen, pro Tag',
  withdraw: 'Auszahlen, pro Tag',
  upgrade: 'Zu Satoshi aufsteigen',
  scroll: 'Scrollen Sie nach unten: Die Prüfung beginnt, sobald sie ins Bild kommt.',
  why: 'Warum fragt Northcoin danach?',
  because: 'Das Gesetz verlangt, dass wir unsere Kunden kennen, bevor wir Limits erhöhen.',
  need: 'Was brauche ich?',
  needed: 'Ein gültiges Ausweisdokument, ein Gerät mit Kamera und etwa zwei Minuten.',
  stop: 'Kann ich zwischendurch aufhören?',
  stopped: 'Ja. Sie können auf diese Seite zurückkommen und weitermachen, wann es Ihnen passt.',
  invented: 'Northcoin ist ein erfundener Broker. Diese Seite ist eine Vorführung.',
};

const fr: PageWords = {
  account: 'Votre compte',
  level: 'Niveau de vérification',
  limits: 'Plafonds',
  questions: 'Bon à savoir',
  hint: 'Passez à Satoshi pour relever vos plafonds.',
  almost: 'Vous êtes vérifié. Satoshi se met en place.',
  top: 'Vous avez notre niveau le plus élevé.',
  now: 'Actuel',
  then: 'Satoshi',
  buy: 'Achat, par jour',
  sell: 'Vente, par jour',
  withdraw: 'Retrait, par jour',
  upgrade: 'Passer à Satoshi',
  scroll: 'Faites défiler : la vérification commence quand elle apparaît.',
  why: 'Pourquoi Northcoin demande-t-il cela ?',
  because: 'La loi nous demande de connaître nos clients avant de relever leurs plafonds.',
  need: 'De quoi ai-je besoin ?',
  needed: 'Une pièce d’identité valide, un appareil avec caméra et environ deux minutes.',
  stop: 'Puis-je m’arrêter en route ?',
  stopped: 'Oui. Vous pouvez revenir sur cette page et continuer quand vous le souhaitez.',
  invented: 'Northcoin est un courtier imaginaire. Cette page est une démonstration.',
};

const es: PageWords = {
  account: 'Su cuenta',
  level: 'Nivel de verificación',
  limits: 'Límites',
  questions: 'Conviene saber',
  hint: 'Pase a Satoshi para aumentar sus límites.',
  almost: 'Su verificación está lista. Estamos activando Satoshi.',
  top: 'Tiene nuestro nivel más alto.',
  now: 'Ahora',
  then: 'Satoshi',
  buy: 'Comprar, al día',
  sell: 'Vender, al día',
  withdraw: 'Retirar, al día',
  upgrade: 'Pasar a Satoshi',
  scroll: 'Desplácese hacia abajo: la verificación empieza al aparecer en pantalla.',
  why: '¿Por qué lo pide Northcoin?',
  because: 'La ley nos pide conocer a nuestros clientes antes de aumentar sus límites.',
  need: '¿Qué necesito?',
  needed: 'Un documento de identidad válido, un dispositivo con cámara y unos dos minutos.',
  stop: '¿Puedo parar a la mitad?',
  stopped: 'Sí. Puede volver a esta página y continuar cuando le venga bien.',
  invented: 'Northcoin es un bróker inventado. Esta página es una demostración.',
};

/** The page's words, by language. */
export const pageWords = { en, nl, de, fr, es };
