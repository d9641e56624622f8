import type { ThemeConfig } from 'antd';

/** The class on <html> under which antd publishes its tokens as CSS variables, so that our own CSS reads the same ones. */
export const themeKey = 'clearway';

const ink = '#1b2430';
const inkSoft = '#515e6c';
const hairline = '#dce2e8';
const ground = '#eff2f5';
const action = '#1d5bbf';

const base = {
  colorPrimary: action,
  colorPrimaryHover: '#174a9c',
  colorPrimaryActive: '#123c80',
  colorLink: action,
  colorLinkHover: '#174a9c',
  colorInfo: action,
  // Saturated colour belongs to lamps and breaches only.
  colorSuccess: '#2a7a4b',
  colorWarning: '#985200',
  colorError: '#bf2128',
  colorTextBase: ink,
  colorText: ink,
  colorTextSecondary: inkSoft,
  colorTextTertiary: '#5f6b78',
  colorTextDescription: inkSoft,
  colorTextPlaceholder: '#6b7683',
  colorBgLayout: ground,
  colorBgContainer: '#ffffff',
  colorBorder: '#c5ced7',
  colorBorderSecondary: hairline,
  colorSplit: hairline,
  controlItemBgActive: '#e8effa',
  controlItemBgHover: '#f5f7f9',
  fontFamily:
    "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC Variable', 'Noto Sans SC', system-ui, sans-serif",
  fontSize: 14,
  fontSizeSM: 12,
  fontSizeHeading4: 20,
  fontSizeHeading5: 16,
  lineHeight: 1.6,
  borderRadius: 6,
  borderRadiusLG: 6,
  borderRadiusSM: 4,
  controlHeight: 36,
  controlHeightSM: 28,
  controlHeightLG: 44,
  wireframe: false,
  boxShadow: '0 2px 12px rgba(27, 36, 48, 0.12)',
  boxShadowSecondary: '0 2px 12px rgba(27, 36, 48, 0.12)',
  motionDurationMid: '0.12s',
  motionDurationSlow: '0.16s',
} as const;

/** Set once: every page takes its looks from here. */
export const theme: ThemeConfig = {
  cssVar: { key: themeKey },
  hashed: false,
  token: base,
  components: {
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      fontWeight: 400,
      contentFontSizeSM: 13,
    },
    Layout: { bodyBg: ground, headerBg: '#ffffff', siderBg: '#ffffff', headerHeight: 56, headerPadding: '0 16px' },
    Menu: {
      itemHeight: 40,
      itemBorderRadius: 6,
      itemSelectedBg: '#e8effa',
      activeBarBorderWidth: 0,
      itemMarginInline: 8,
    },
    Table: {
      headerBg: '#ffffff',
      headerColor: inkSoft,
      cellPaddingBlock: 8,
      cellPaddingInline: 12,
      headerSplitColor: 'transparent',
    },
    Tabs: { horizontalMargin: '0 0 16px 0', titleFontSize: 14 },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Drawer: { padding: 16 },
    Tag: { defaultBg: '#ffffff', defaultColor: inkSoft },
    Alert: { defaultPadding: '8px 12px', withDescriptionPadding: '12px 16px' },
  },
};
