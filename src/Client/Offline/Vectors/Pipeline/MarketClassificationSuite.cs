using System.Text.Json.Nodes;
using SqueezeFlow.Core.Markets;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Market ids with the side and base coin they must be read as. What the reference system made of them is not computed.</summary>
internal sealed class MarketClassificationSuite : IVectorSuite
{
    public bool Handles(string name, VectorRow first) =>
        name.StartsWith("market_classification", StringComparison.Ordinal) || (first.Has("market") && first.Has("corrected_type"));

    public IEnumerable<VectorVerdict> VerdictsOf(VectorRow row) => [VectorVerdict.Corrected];

    public void Judge(VectorRow row, VectorVerdict verdict, MismatchList mismatches)
    {
        var id = row.GetText("market");
        JsonNode? kind = MarketClassifier.Classify(id) switch
        {
            MarketKind.Spot => "SPOT",
            MarketKind.Perp => "PERP",
            _ => null,
        };
        mismatches.Compare($"{id} corrected_type", row.Get("corrected_type").Json, kind, _ => false);
        mismatches.Compare($"{id} corrected_base", row.Get("corrected_base").Json, BaseCoin.Of(id), _ => false);
    }
}
