/** The parts of Adaptive Cards 1.5 that Dalil's cards are made of. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  rtl: boolean;
  speak: string;
  fallbackText: string;
  body: Element[];
  actions?: Action[];
}

export type Element =
  | TextBlock
  | RichTextBlock
  | { type: 'FactSet'; facts: Fact[]; spacing?: Spacing }
  | Container
  | ActionSet
  | InputText;

export type Spacing = 'none' | 'small' | 'medium';

export interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  style?: 'heading';
  weight?: 'bolder';
  size?: 'large' | 'medium';
  spacing?: Spacing;
}

export interface RichTextBlock {
  type: 'RichTextBlock';
  inlines: TextRun[];
  spacing?: Spacing;
  separator?: true;
}

/** Text that no client reads as Markdown. */
export interface TextRun {
  type: 'TextRun';
  text: string;
  weight?: 'bolder';
  size?: 'small';
  isSubtle?: true;
}

export interface Fact {
  title: string;
  value: string;
}

export interface Container {
  type: 'Container';
  items: Element[];
  style?: 'emphasis';
  spacing?: Spacing;
  separator?: true;
  selectAction?: Action;
}

export interface ActionSet {
  type: 'ActionSet';
  actions: Action[];
  spacing?: Spacing;
}

export interface InputText {
  type: 'Input.Text';
  id: string;
  label: string;
  isMultiline: true;
  maxLength: number;
}

export type Action =
  | { type: 'Action.Submit'; title: string; data: unknown }
  | { type: 'Action.Execute'; title: string; verb: string; data: unknown }
  | { type: 'Action.OpenUrl'; title: string; url: string }
  | {
      type: 'Action.ShowCard';
      title: string;
      card: { type: 'AdaptiveCard'; version: '1.5'; body: Element[]; actions: Action[] };
    };
