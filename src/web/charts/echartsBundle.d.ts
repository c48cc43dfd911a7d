/** The one-file build, which loads five times as fast as its hundreds of modules. It has no types of its own. */
declare module "echarts/dist/echarts.esm.min" {
  export * from "echarts";
}
