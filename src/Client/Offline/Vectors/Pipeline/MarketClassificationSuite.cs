using System.Text.Json;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Market ids with the side and base coin they must be read as.</summary>
internal static class MarketClassificationSuite
{
    /// <summary>What one row gives otherwise than recorded.</summary>
    public static IEnumerable<FieldMismatch> Compare(JsonElement row)
    {
        var id = row.GetProperty("market").GetString();
        var kind = MarketClassifier.Classify(id) switch
        {
            MarketKind.Spot => "SPOT",
            MarketKind.Perp => "PERP",
            _ => null,
        };
        return new[]
        {
            FieldMismatch.Text($"{id} corrected_type", row.GetProperty("corrected_type"), kind),
            FieldMismatch.Text($"{id} corrected_base", row.GetProperty("corrected_base"), BaseCoin.Of(id)),
        }.OfType<FieldMismatch>();
    }
}
