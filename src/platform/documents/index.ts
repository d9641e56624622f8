export { defaultTemplate, TEMPLATE_TITLES, TEMPLATES, type TemplateName } from './official/default-templates.ts';
export { renderTemplate } from './render-template.ts';
