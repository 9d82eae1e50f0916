/** The texts of the account page. The element has its own. */
export interface PageWords {
  readonly account: string;
  readonly level: string;
  readonly limits: string;
  readonly questions: string;
  readonly hint: string;
  readonly almost: string;
  readonly top: string;
  readonly buy: string;
  readonly sell: string;
  readonly upgrade: string;
  /** In place of `upgrade` once there is no higher level, and for an order. */
  readonly verification: string;
  readonly order: string;
  readonly scroll: string;
  readonly why: string;
  readonly because: string;
  readonly need: string;
  readonly needed: string;
  readonly stop: string;
  readonly stopped: string;
  readonly fictional: string;
}

const en: PageWords = {
  account: 'Your account',
  level: 'Verification level',
  limits: 'Limits',
  questions: 'Good to know',
  hint: 'Upgrade to Satoshi to raise your limits.',
  almost: 'Your identity is verified. We are setting up Satoshi.',
  top: 'You have our highest level.',
  buy: 'Buy',
  sell: 'Sell',
  upgrade: 'Upgrade to Satoshi',
  verification: 'Verification',
  order: 'Confirm your order',
  scroll: 'Scroll down: the upgrade starts when it comes into view.',
  why: 'Why does Northcoin ask for this?',
  because: 'The law requires us to know our customers before we raise their limits.',
  need: 'What do I need?',
  needed: 'A valid identity document, a device with a camera, and about three minutes.',
  stop: 'Can I stop halfway?',
  stopped: 'Yes. You can come back to this page and carry on whenever it suits you.',
  fictional: 'Northcoin is a fictional broker. This page is a demo.',
};

const nl: PageWords = {
  account: 'Uw account',
  level: 'Verificatieniveau',
  limits: 'Limieten',
  questions: 'Goed om te weten',
  hint: 'Ga naar Satoshi en verhoog uw limieten.',
  almost: 'Uw identiteit is bevestigd. We zetten Satoshi voor u klaar.',
  top: 'U heeft ons hoogste niveau.',
  buy: 'Kopen',
  sell: 'Verkopen',
  upgrade: 'Naar Satoshi',
  verification: 'Verificatie',
  order: 'Uw order bevestigen',
  scroll: 'Scrol naar beneden: de upgrade begint zodra hij in beeld komt.',
  why: 'Waarom vraagt Northcoin dit?',
  because: 'De wet vraagt ons onze klanten te kennen voordat we hun limieten verhogen.',
  need: 'Wat heb ik nodig?',
  needed: 'Een geldig identiteitsbewijs, een toestel met camera en ongeveer drie minuten.',
  stop: 'Kan ik halverwege stoppen?',
  stopped: 'Ja. U kunt op deze pagina terugkomen en verdergaan wanneer het u schikt.',
  fictional: 'Northcoin is een fictieve broker. Deze pagina is een demo.',
};

const de: PageWords = {
  account: 'Ihr Konto',
  level: 'Verifizierungsstufe',
  limits: 'Limits',
  questions: 'Gut zu wissen',
  hint: 'Mit Satoshi erhöhen Sie Ihre Limits.',
  almost: 'Ihre Identität ist bestätigt. Wir richten Satoshi ein.',
  top: 'Sie haben unsere höchste Stufe.',
  buy: 'Kaufen',
  sell: 'Verkaufen',
  upgrade: 'Zu Satoshi aufsteigen',
  verification: 'Verifizierung',
  order: 'Ihre Order bestätigen',
  scroll: 'Scrollen Sie nach unten: Die Prüfung beginnt, sobald sie ins Bild kommt.',
  why: 'Warum fragt Northcoin danach?',
  because: 'Das Gesetz verlangt, dass wir unsere Kunden kennen, bevor wir Limits erhöhen.',
  need: 'Was brauche ich?',
  needed: 'Ein gültiges Ausweisdokument, ein Gerät mit Kamera und etwa drei Minuten.',
  stop: 'Kann ich zwischendurch aufhören?',
  stopped: 'Ja. Sie können auf diese Seite zurückkommen und weitermachen, wann es Ihnen passt.',
  fictional: 'Northcoin ist ein fiktiver Broker. Diese Seite ist eine Demo.',
};

const fr: PageWords = {
  account: 'Votre compte',
  level: 'Niveau de vérification',
  limits: 'Plafonds',
  questions: 'Bon à savoir',
  hint: 'Passez à Satoshi pour relever vos plafonds.',
  almost: 'Votre identité est vérifiée. Le niveau Satoshi est en cours d’activation.',
  top: 'Vous avez notre niveau le plus élevé.',
  buy: 'Achat',
  sell: 'Vente',
  upgrade: 'Passer à Satoshi',
  verification: 'Vérification',
  order: 'Confirmer votre ordre',
  scroll: 'Faites défiler : la vérification commence quand elle apparaît.',
  why: 'Pourquoi Northcoin demande-t-il cela ?',
  because: 'La loi nous demande de connaître nos clients avant de relever leurs plafonds.',
  need: 'De quoi ai-je besoin ?',
  needed: 'Une pièce d’identité valide, un appareil avec caméra et environ trois minutes.',
  stop: 'Puis-je m’arrêter en route ?',
  stopped: 'Oui. Vous pouvez revenir sur cette page et continuer quand vous le souhaitez.',
  fictional: 'Northcoin est un courtier fictif. Cette page est une démonstration.',
};

const es: PageWords = {
  account: 'Su cuenta',
  level: 'Nivel de verificación',
  limits: 'Límites',
  questions: 'Conviene saber',
  hint: 'Pase a Satoshi para aumentar sus límites.',
  almost: 'Su identidad está verificada. Estamos activando Satoshi.',
  top: 'Tiene nuestro nivel más alto.',
  buy: 'Comprar',
  sell: 'Vender',
  upgrade: 'Pasar a Satoshi',
  verification: 'Verificación',
  order: 'Confirmar su orden',
  scroll: 'Desplácese hacia abajo: la verificación empieza al aparecer en pantalla.',
  why: '¿Por qué lo pide Northcoin?',
  because: 'La ley nos pide conocer a nuestros clientes antes de aumentar sus límites.',
  need: '¿Qué necesito?',
  needed: 'Un documento de identidad válido, un dispositivo con cámara y unos tres minutos.',
  stop: '¿Puedo parar a la mitad?',
  stopped: 'Sí. Puede volver a esta página y continuar cuando le venga bien.',
  fictional: 'Northcoin es un bróker ficticio. Esta página es una demostración.',
};

/** The page's texts, by language. */
export const pageWords = { en, nl, de, fr, es };
