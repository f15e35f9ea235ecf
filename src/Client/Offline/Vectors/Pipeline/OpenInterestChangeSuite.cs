using System.Text.Json;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Client.Offline.Vectors.Pipeline;

/// <summary>Series of open interest with the change each must show.</summary>
internal static class OpenInterestChangeSuite
{
    /// <summary>What one series gives otherwise than recorded.</summary>
    public static IEnumerable<FieldMismatch> Compare(JsonElement vector)
    {
        double[] values =
        [
            .. vector.GetProperty("oi_usd_newest_first_5m").EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN),
        ];
        var change = OpenInterestChange.Over(values, vector.GetProperty("periods").GetInt32());
        var expected = vector.GetProperty("expected");
        return new[]
        {
            FieldMismatch.Number("current_oi", expected.GetProperty("current_oi"), change.Current),
            FieldMismatch.Number("oi_change_pct", expected.GetProperty("oi_change_pct"), change.ChangePercent),
            FieldMismatch.Number("oi_change_usd", expected.GetProperty("oi_change_usd"), change.ChangeUsd),
            FieldMismatch.Truth("is_rising", expected.GetProperty("is_rising"), change.IsRising),
            FieldMismatch.Truth("exceeds_threshold", expected.GetProperty("exceeds_threshold"), change.ExceedsThreshold),
        }.OfType<FieldMismatch>();
    }
}
