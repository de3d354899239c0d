/** The releases of the sample service, as its images are tagged. */
export const BLUE_RELEASE = "1.0.0";
export const GREEN_RELEASE = "1.1.0";
