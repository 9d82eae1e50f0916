/** Where a vendor's types list the words that its SDK sends, and which of our sources read them. */
export interface Vendor {
  readonly provider: string;
  readonly npm: string;
  /** One group, which is the word. Taken from all type declarations of the package. */
  readonly word: RegExp;
  /** Narrows the declarations to one block, for words that look like any other. */
  readonly block?: RegExp;
  /** Words that were looked at, and are for analytics alone. */
  readonly ignored: RegExp;
}

export const vendors: readonly Vendor[] = [
  {
    provider: 'sumsub',
    npm: '@sumsub/websdk',
    word: /\[?'(idCheck\.[\w.]+)'\]?\s*:/g,
    // The SDK itself handles sizes and scrolling.
    ignored:
      /\.(onReady|(on)?[sS]tepCompleted|onLivenessCompleted|applicantReviewComplete|onApplicant(Action)?ReviewComplete|applicantBeneficiariesVerified|onVideoIdent\w+|onNavigationUiControlsStateChanged|on(DocumentAdded|ImageRemoved|UserAction|AgreementSigned|LanguageChanged|Resize|SetBorderRadius)|scrollTo)$/,
  },
  {
    provider: 'persona',
    npm: 'persona',
    block: /enum Event \{[^}]*\}/,
    word: /= "([\w-]+)"/g,
    ignored:
      /^(success|click|(country|document|selfie)-[\w-]+|one-time-link-\w+|camera-permissions-check-result|form-update|inquiry-load|page-change|step-transitioning|verification-change)$/,
  },
  {
    provider: 'didit',
    npm: '@didit-protocol/sdk-web',
    word: /"(didit:\w+)"/g,
    ignored:
      /:(started|step_completed|media_\w+|document_selected|verification_submitted|code_\w+|completed|cancelled)$/,
  },
  {
    provider: 'veriff',
    npm: '@veriff/incontext-sdk',
    block: /enum MESSAGES \{[^}]*\}/,
    word: /= "(\w+)"/g,
    ignored: /^RELOAD$/,
  },
  { provider: 'stripe-identity', npm: '@stripe/stripe-js', word: /\b(verifyIdentity)\(/g, ignored: /^$/ },
  {
    provider: 'onfido',
    npm: 'onfido-sdk-ui',
    block: /type SdkErrorTypes = [^;]*;/,
    word: /'(\w+)'/g,
    // These end as `provider-error`.
    ignored:
      /^(exception|expired_trial|invalid_sdk_parameter|restart|desktop|api_error|(uncaught_fetch|lazy_component_load|module_load)_error|cross_device_\w+|workflow_\w+)$/,
  },
];
