// @ts-check
/** The texts of the frame, in five languages. */

const en = {
  title: 'Identity check',
  demo: 'Demonstration: no camera is used and nothing is kept.',
  progress: 'Step {step} of 3',
  consent: {
    title: 'Let’s confirm it’s you',
    text: 'It takes about two minutes. Your photos are used for this check and for nothing else.',
    first: 'A photo of your identity document',
    second: 'A short selfie, to match it',
    next: 'Agree and continue',
  },
  document: { title: 'Which document do you have?', text: 'It has to be valid and your own.', next: 'Continue' },
  /** @type {Record<string, { name: string, photo: string }>} */
  documents: {
    PASSPORT: { name: 'Passport', photo: 'Photo of your passport' },
    ID_CARD: { name: 'Identity card', photo: 'Front of your identity card' },
    DRIVERS: { name: 'Driving licence', photo: 'Front of your driving licence' },
  },
  photo: { text: 'Lay it flat in good light, with all four corners in the frame.', next: 'Take photo' },
  preview: {
    title: 'Is everything readable?',
    text: 'Check that the text is sharp and nothing is covered.',
    blurred: 'The photo looks a little blurred. You can take it again, or go on.',
    next: 'Use this photo',
    again: 'Take it again',
  },
  selfie: { title: 'Now a short selfie', text: 'Hold your device at eye level and look into the oval.', next: 'Start' },
  scanning: { title: 'Hold still for a moment', text: 'Keep looking into the oval.' },
  review: {
    title: 'We are checking everything',
    text: 'This usually takes a few seconds.',
    first: 'Your document can be read',
    second: 'The photo and the selfie match',
  },
  questions: {
    title: 'One last question',
    text: 'Where does the money that you trade with mostly come from?',
    answers: ['Salary', 'Savings', 'Something else'],
    next: 'Send answer',
  },
  approved: { title: 'All done, thank you', text: 'Your identity is confirmed.' },
  rejected: {
    title: 'We could not confirm your identity',
    text: 'Your documents were not accepted, and the check is closed.',
    reason: 'Reason: the document has expired.',
  },
  held: {
    title: 'We are taking a closer look',
    text: 'A colleague reviews your documents. You do not have to wait here.',
  },
  again: {
    title: 'One photo needs another try',
    text: 'Parts of your document were hard to read. More light often helps.',
    next: 'Try again',
  },
  stopped: { title: 'The check has paused', text: 'You have done nothing wrong. Please start it again from the page.' },
};

/** @typedef {typeof en} Words */

/** @type {Words} */
const nl = {
  title: 'Identiteitscontrole',
  demo: 'Demonstratie: er wordt geen camera gebruikt en niets bewaard.',
  progress: 'Stap {step} van 3',
  consent: {
    title: 'Even bevestigen dat u het bent',
    text: 'Dit duurt ongeveer twee minuten. Uw foto’s gebruiken we alleen voor deze controle.',
    first: 'Een foto van uw identiteitsbewijs',
    second: 'Een korte selfie om te vergelijken',
    next: 'Akkoord en doorgaan',
  },
  document: {
    title: 'Welk document heeft u bij de hand?',
    text: 'Het moet geldig zijn en van uzelf.',
    next: 'Doorgaan',
  },
  documents: {
    PASSPORT: { name: 'Paspoort', photo: 'Foto van uw paspoort' },
    ID_CARD: { name: 'Identiteitskaart', photo: 'Voorkant van uw identiteitskaart' },
    DRIVERS: { name: 'Rijbewijs', photo: 'Voorkant van uw rijbewijs' },
  },
  photo: { text: 'Leg het plat neer in goed licht, met alle vier de hoeken in beeld.', next: 'Foto maken' },
  preview: {
    title: 'Is alles goed leesbaar?',
    text: 'Controleer of de tekst scherp is en niets bedekt.',
    blurred: 'De foto lijkt wat onscherp. U kunt hem opnieuw maken of doorgaan.',
    next: 'Deze foto gebruiken',
    again: 'Opnieuw maken',
  },
  selfie: {
    title: 'Nu nog een korte selfie',
    text: 'Houd uw toestel op ooghoogte en kijk in het ovaal.',
    next: 'Beginnen',
  },
  scanning: { title: 'Blijf even stil', text: 'Blijf in het ovaal kijken.' },
  review: {
    title: 'We controleren alles',
    text: 'Dit duurt meestal een paar seconden.',
    first: 'Uw document is leesbaar',
    second: 'De foto en de selfie komen overeen',
  },
  questions: {
    title: 'Nog één vraag',
    text: 'Waar komt het geld waarmee u handelt vooral vandaan?',
    answers: ['Salaris', 'Spaargeld', 'Iets anders'],
    next: 'Antwoord versturen',
  },
  approved: { title: 'Klaar, bedankt', text: 'Uw identiteit is bevestigd.' },
  rejected: {
    title: 'We konden uw identiteit niet bevestigen',
    text: 'Uw documenten zijn niet geaccepteerd en de controle is gesloten.',
    reason: 'Reden: het document is verlopen.',
  },
  held: {
    title: 'We kijken er nog eens goed naar',
    text: 'Een collega bekijkt uw documenten. U hoeft hier niet te wachten.',
  },
  again: {
    title: 'Eén foto moet opnieuw',
    text: 'Delen van uw document waren slecht leesbaar. Meer licht helpt vaak.',
    next: 'Opnieuw proberen',
  },
  stopped: {
    title: 'De controle is onderbroken',
    text: 'U heeft niets verkeerd gedaan. Begin opnieuw vanaf de pagina.',
  },
};

/** @type {Words} */
const de = {
  title: 'Identitätsprüfung',
  demo: 'Demo: Es wird keine Kamera benutzt und nichts gespeichert.',
  progress: 'Schritt {step} von 3',
  consent: {
    title: 'Bestätigen Sie, dass Sie es sind',
    text: 'Das dauert etwa zwei Minuten. Ihre Fotos dienen nur dieser Prüfung.',
    first: 'Ein Foto Ihres Ausweises',
    second: 'Ein kurzes Selfie zum Abgleich',
    next: 'Zustimmen und weiter',
  },
  document: {
    title: 'Welches Dokument haben Sie zur Hand?',
    text: 'Es muss gültig und Ihr eigenes sein.',
    next: 'Weiter',
  },
  documents: {
    PASSPORT: { name: 'Reisepass', photo: 'Foto Ihres Reisepasses' },
    ID_CARD: { name: 'Personalausweis', photo: 'Vorderseite Ihres Personalausweises' },
    DRIVERS: { name: 'Führerschein', photo: 'Vorderseite Ihres Führerscheins' },
  },
  photo: { text: 'Legen Sie das Dokument flach ins Licht, mit allen vier Ecken im Bild.', next: 'Foto aufnehmen' },
  preview: {
    title: 'Ist alles gut lesbar?',
    text: 'Achten Sie darauf, dass die Schrift scharf und nichts verdeckt ist.',
    blurred: 'Das Foto wirkt etwas unscharf. Sie können es wiederholen oder weitermachen.',
    next: 'Dieses Foto verwenden',
    again: 'Noch einmal aufnehmen',
  },
  selfie: {
    title: 'Jetzt ein kurzes Selfie',
    text: 'Halten Sie das Gerät auf Augenhöhe und blicken Sie in das Oval.',
    next: 'Starten',
  },
  scanning: { title: 'Bitte kurz stillhalten', text: 'Blicken Sie weiter in das Oval.' },
  review: {
    title: 'Wir prüfen Ihre Angaben',
    text: 'Das dauert meist nur ein paar Sekunden.',
    first: 'Ihr Dokument ist lesbar',
    second: 'Foto und Selfie stimmen überein',
  },
  questions: {
    title: 'Noch eine Frage',
    text: 'Woher stammt das Geld, mit dem Sie handeln, vor allem?',
    answers: ['Gehalt', 'Ersparnisse', 'Etwas anderes'],
    next: 'Antwort senden',
  },
  approved: { title: 'Geschafft, vielen Dank', text: 'Ihre Identität ist bestätigt.' },
  rejected: {
    title: 'Wir konnten Ihre Identität nicht bestätigen',
    text: 'Ihre Dokumente wurden nicht angenommen, die Prüfung ist abgeschlossen.',
    reason: 'Grund: Das Dokument ist abgelaufen.',
  },
  held: {
    title: 'Wir sehen genauer hin',
    text: 'Eine Kollegin oder ein Kollege prüft Ihre Dokumente. Sie müssen hier nicht warten.',
  },
  again: {
    title: 'Ein Foto bitte noch einmal',
    text: 'Teile Ihres Dokuments waren schlecht lesbar. Mehr Licht hilft oft.',
    next: 'Noch einmal versuchen',
  },
  stopped: {
    title: 'Die Prüfung ist unterbrochen',
    text: 'Sie haben nichts falsch gemacht. Bitte beginnen Sie auf der Seite neu.',
  },
};

/** @type {Words} */
const fr = {
  title: 'Contrôle d’identité',
  demo: 'Démonstration : aucune caméra n’est utilisée et rien n’est conservé.',
  progress: 'Étape {step} sur 3',
  consent: {
    title: 'Confirmons que c’est bien vous',
    text: 'Cela prend environ deux minutes. Vos photos ne servent qu’à ce contrôle.',
    first: 'Une photo de votre pièce d’identité',
    second: 'Un court selfie pour comparer',
    next: 'Accepter et continuer',
  },
  document: { title: 'Quel document avez-vous ?', text: 'Il doit être valide et à votre nom.', next: 'Continuer' },
  documents: {
    PASSPORT: { name: 'Passeport', photo: 'Photo de votre passeport' },
    ID_CARD: { name: 'Carte d’identité', photo: 'Recto de votre carte d’identité' },
    DRIVERS: { name: 'Permis de conduire', photo: 'Recto de votre permis de conduire' },
  },
  photo: { text: 'Posez-le à plat, bien éclairé, les quatre coins dans le cadre.', next: 'Prendre la photo' },
  preview: {
    title: 'Tout est-il lisible ?',
    text: 'Vérifiez que le texte est net et que rien n’est caché.',
    blurred: 'La photo semble un peu floue. Vous pouvez la reprendre ou continuer.',
    next: 'Utiliser cette photo',
    again: 'La reprendre',
  },
  selfie: {
    title: 'Et maintenant un court selfie',
    text: 'Tenez l’appareil à hauteur des yeux et regardez dans l’ovale.',
    next: 'Commencer',
  },
  scanning: { title: 'Ne bougez plus un instant', text: 'Continuez à regarder dans l’ovale.' },
  review: {
    title: 'Nous vérifions le tout',
    text: 'Cela prend en général quelques secondes.',
    first: 'Votre document est lisible',
    second: 'La photo et le selfie correspondent',
  },
  questions: {
    title: 'Une dernière question',
    text: 'D’où vient principalement l’argent que vous investissez ?',
    answers: ['Salaire', 'Épargne', 'Autre'],
    next: 'Envoyer la réponse',
  },
  approved: { title: 'C’est terminé, merci', text: 'Votre identité est confirmée.' },
  rejected: {
    title: 'Nous n’avons pas pu confirmer votre identité',
    text: 'Vos documents n’ont pas été acceptés et le contrôle est clos.',
    reason: 'Motif : le document a expiré.',
  },
  held: {
    title: 'Nous regardons de plus près',
    text: 'Un collègue examine vos documents. Vous n’avez pas besoin d’attendre ici.',
  },
  again: {
    title: 'Une photo est à refaire',
    text: 'Une partie de votre document était difficile à lire. Plus de lumière aide souvent.',
    next: 'Réessayer',
  },
  stopped: {
    title: 'Le contrôle est interrompu',
    text: 'Vous n’y êtes pour rien. Veuillez le relancer depuis la page.',
  },
};

/** @type {Words} */
const es = {
  title: 'Control de identidad',
  demo: 'Demostración: no se usa ninguna cámara ni se guarda nada.',
  progress: 'Paso {step} de 3',
  consent: {
    title: 'Confirmemos que es usted',
    text: 'Lleva unos dos minutos. Sus fotos solo se usan para este control.',
    first: 'Una foto de su documento de identidad',
    second: 'Un selfi breve para compararlo',
    next: 'Aceptar y continuar',
  },
  document: { title: '¿Qué documento tiene a mano?', text: 'Debe ser válido y estar a su nombre.', next: 'Continuar' },
  documents: {
    PASSPORT: { name: 'Pasaporte', photo: 'Foto de su pasaporte' },
    ID_CARD: { name: 'Documento de identidad', photo: 'Anverso de su documento de identidad' },
    DRIVERS: { name: 'Permiso de conducir', photo: 'Anverso de su permiso de conducir' },
  },
  photo: { text: 'Colóquelo plano, con buena luz y las cuatro esquinas dentro del marco.', next: 'Hacer la foto' },
  preview: {
    title: '¿Se lee todo bien?',
    text: 'Compruebe que el texto está nítido y nada queda tapado.',
    blurred: 'La foto parece algo borrosa. Puede repetirla o seguir adelante.',
    next: 'Usar esta foto',
    again: 'Repetirla',
  },
  selfie: {
    title: 'Ahora un selfi breve',
    text: 'Sostenga el dispositivo a la altura de los ojos y mire al óvalo.',
    next: 'Empezar',
  },
  scanning: { title: 'No se mueva un momento', text: 'Siga mirando al óvalo.' },
  review: {
    title: 'Estamos comprobándolo todo',
    text: 'Suele tardar unos segundos.',
    first: 'Su documento se lee bien',
    second: 'La foto y el selfi coinciden',
  },
  questions: {
    title: 'Una última pregunta',
    text: '¿De dónde procede sobre todo el dinero con el que opera?',
    answers: ['Sueldo', 'Ahorros', 'Otra fuente'],
    next: 'Enviar respuesta',
  },
  approved: { title: 'Listo, gracias', text: 'Su identidad está confirmada.' },
  rejected: {
    title: 'No hemos podido confirmar su identidad',
    text: 'Sus documentos no se han aceptado y el control está cerrado.',
    reason: 'Motivo: el documento ha caducado.',
  },
  held: {
    title: 'Lo estamos mirando con más detalle',
    text: 'Una persona revisa sus documentos. No hace falta que espere aquí.',
  },
  again: {
    title: 'Hay que repetir una foto',
    text: 'Algunas partes de su documento se leían mal. Más luz suele ayudar.',
    next: 'Intentarlo de nuevo',
  },
  stopped: {
    title: 'El control se ha interrumpido',
    text: 'Usted no ha hecho nada mal. Vuelva a empezarlo desde la página.',
  },
};

const languages = { en, nl, de, fr, es };

/**
 * The words for a language tag; English where there are none.
 *
 * @param {string} tag such as `nl` or `nl-BE`
 */
export function wordsFor(tag) {
  const key = /** @type {keyof typeof languages} */ (tag.toLowerCase().split('-')[0]);
  return Object.hasOwn(languages, key) ? { key, words: languages[key] } : { key: 'en', words: en };
}
