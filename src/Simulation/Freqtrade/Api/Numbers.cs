using System.Text.Json.Nodes;

namespace SqueezeFlow.Simulation.Freqtrade.Api;

/// <summary>Numbers as the bot writes them.</summary>
internal static class Numbers
{
    private const decimal WithoutZeros = 1.0000000000000000000000000000m;

    /// <summary>One that is never whole: 3 is written 3.0.</summary>
    public static JsonNode Float(decimal value)
    {
        var bare = value / WithoutZeros;
        return JsonValue.Create(bare.Scale == 0 ? bare + 0.0m : bare);
    }

    public static JsonNode? Float(decimal? value) => value is { } number ? Float(number) : null;

    /// <summary>Rounded, as ratios are.</summary>
    public static JsonNode Float(decimal value, int digits) => Float(decimal.Round(value, digits, MidpointRounding.ToEven));

    /// <summary>A share in percent, two digits.</summary>
    public static JsonNode Percent(decimal share) => Float(share * 100, 2);
}
