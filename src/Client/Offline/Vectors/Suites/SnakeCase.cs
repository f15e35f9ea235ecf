using System.Text;

namespace SqueezeFlow.Client.Offline.Vectors.Suites;

/// <summary>The reference system's spelling of our words: <c>SpotUpFuturesDown</c> is <c>SPOT_UP_FUTURES_DOWN</c>.</summary>
internal static class SnakeCase
{
    public static string Upper<T>(T value)
        where T : struct, Enum
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(letter));
        }

        return text.ToString();
    }

    /// <summary>A number as the vectors write it: NaN is null, infinities are texts.</summary>
    public static System.Text.Json.Nodes.JsonNode? Number(double value) =>
        double.IsNaN(value) ? null
        : double.IsPositiveInfinity(value) ? "inf"
        : double.IsNegativeInfinity(value) ? "-inf"
        : value;
}
