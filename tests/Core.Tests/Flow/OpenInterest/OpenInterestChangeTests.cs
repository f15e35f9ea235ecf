using System.Text.Json;
using SqueezeFlow.Core.Flow.OpenInterest;

namespace SqueezeFlow.Core.Tests.Flow.OpenInterest;

public sealed class OpenInterestChangeTests
{
    [Fact]
    public void One_value_is_no_change()
    {
        Assert.Equal(default, OpenInterestChange.Over([5e9]));
    }

    [Fact]
    public void The_value_24_periods_back_is_compared()
    {
        double[] values = [110, .. Enumerable.Repeat(50d, 23), 100, 1];

        var change = OpenInterestChange.Over(values);

        Assert.Equal(new OpenInterestChange(110, 10, 10, true, true), change);
    }

    [Fact]
    public void With_fewer_values_the_oldest_is_compared()
    {
        var change = OpenInterestChange.Over([104, 1, 100]);

        Assert.Equal(new OpenInterestChange(104, 4, 4, true, false), change);
    }

    [Fact]
    public void A_past_of_zero_has_no_percentage()
    {
        var change = OpenInterestChange.Over([104, double.NaN]);

        Assert.Equal(new OpenInterestChange(104, 0, 104, false, false), change);
    }

    [Fact]
    public void Recorded_series_change_as_recorded()
    {
        foreach (var vector in PipelineVectors.Read("oi_change"))
        {
            double[] values = [.. vector.GetProperty("oi_usd_newest_first_5m").EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

            var change = OpenInterestChange.Over(values, vector.GetProperty("periods").GetInt32());

            var expected = vector.GetProperty("expected");
            Assert.Equal(expected.GetProperty("current_oi").GetDouble(), change.Current, 1e-3);
            Assert.Equal(expected.GetProperty("oi_change_pct").GetDouble(), change.ChangePercent, 1e-6);
            Assert.Equal(expected.GetProperty("oi_change_usd").GetDouble(), change.ChangeUsd, 1e-3);
            Assert.Equal(expected.GetProperty("is_rising").GetBoolean(), change.IsRising);
            Assert.Equal(expected.GetProperty("exceeds_threshold").GetBoolean(), change.ExceedsThreshold);
        }
    }
}
