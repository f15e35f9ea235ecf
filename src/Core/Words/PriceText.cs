using System.Globalization;

namespace SqueezeFlow.Core.Words;

/// <summary>Prices as people read them, the same in every command, log line and explanation.</summary>
public static class PriceText
{
    /// <summary>As many places as the size of the price asks for: <c>67,123.50</c>, <c>1.2345</c>, <c>0.00001234</c>; null when it is no finite number.</summary>
    public static string? Of(double price)
    {
        if (!double.IsFinite(price))
        {
            return null;
        }

        return Math.Abs(price) switch
        {
            >= 1000 => price.ToString("N2", CultureInfo.InvariantCulture),
            >= 1 => price.ToString("N4", CultureInfo.InvariantCulture),
            0 => "0",
            _ => price.ToString("0." + new string('0', Places(price)), CultureInfo.InvariantCulture),
        };
    }

    private static int Places(double price) => Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(price))), 4, 12);
}
