namespace SqueezeFlow.Lab.Numerics;

/// <summary>The standard normal distribution, to about the precision of a double.</summary>
public static class NormalDistribution
{
    private const double SplitNear = 0.425;
    private const double SplitFar = 5;

    private static readonly double[] CentreTop =
    [
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ];

    private static readonly double[] CentreBottom =
    [
        1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
        2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ];

    private static readonly double[] MiddleTop =
    [
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    private static readonly double[] MiddleBottom =
    [
        1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    private static readonly double[] TailTop =
    [
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    private static readonly double[] TailBottom =
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    private static readonly double[] CumulativeTop =
        [220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688, 0.0352624965998911];

    private static readonly double[] CumulativeBottom =
        [440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207, 1.75566716318264, 0.0883883476483184];

    /// <summary>
    /// Share of the distribution that is not greater than <paramref name="x"/>. Source: Hart's algorithm 5666 as in West, Better
    /// approximations to cumulative normal functions, Wilmott 2005.
    /// </summary>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        double upper;
        if (distance > 37)
        {
            upper = 0;
        }
        else
        {
            var height = Math.Exp(-distance * distance / 2);
            upper = distance < 7.07106781186547
                ? height * Polynomial(CumulativeTop, distance) / Polynomial(CumulativeBottom, distance)
                : height / (2.506628274631 * (distance + (1 / (distance + (2 / (distance + (3 / (distance + (4 / (distance + 0.65))))))))));
        }

        return x > 0 ? 1 - upper : upper;
    }

    /// <summary>
    /// The value that a share of the distribution does not exceed; <paramref name="share"/> is above 0 and below 1. Source: Wichura,
    /// Algorithm AS 241 (PPND16), Applied Statistics 37 (1988).
    /// </summary>
    public static double Quantile(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share above 0 and below 1.");
        }

        var offset = share - 0.5;
        if (Math.Abs(offset) <= SplitNear)
        {
            var square = (SplitNear * SplitNear) - (offset * offset);
            return offset * Polynomial(CentreTop, square) / Polynomial(CentreBottom, square);
        }

        var root = Math.Sqrt(-Math.Log(offset < 0 ? share : 1 - share));
        var value = root <= SplitFar
            ? Polynomial(MiddleTop, root - 1.6) / Polynomial(MiddleBottom, root - 1.6)
            : Polynomial(TailTop, root - SplitFar) / Polynomial(TailBottom, root - SplitFar);
        return offset < 0 ? -value : value;
    }

    // Coefficients of rising powers.
    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
