using SqueezeFlow.Storage.Backup.Format;

namespace SqueezeFlow.Storage.Tests.Backup;

public sealed class ExactSumTests
{
    [Fact]
    public void A_sum_is_rounded_once_whatever_the_order()
    {
        double[] numbers = [1e16, 1, 1, -1e16, 0.1, 0.1, 0.1, 1e-9, 5e300, -5e300];

        Assert.Equal(2.300000001, SumOf(numbers));
        Assert.Equal(2.300000001, SumOf([.. numbers.Order()]));
        Assert.Equal(2.300000001, SumOf([.. numbers.OrderDescending()]));
        Assert.Equal(1, SumOf([.. Enumerable.Repeat(0.1, 10)]));
    }

    [Fact]
    public void Half_of_a_last_place_is_decided_by_what_lies_below()
    {
        const double Half = 1.1102230246251565E-16;

        Assert.Equal(1, SumOf([1, Half]));
        Assert.Equal(Math.BitIncrement(1), SumOf([1, Half, 1e-40]));
        Assert.Equal(1, SumOf([1, Half, -1e-40]));
    }

    [Fact]
    public void What_is_no_number_stays_so()
    {
        Assert.Equal(0, SumOf([]));
        Assert.Equal(double.PositiveInfinity, SumOf([double.MaxValue, double.MaxValue]));
        Assert.Equal(double.NegativeInfinity, SumOf([1, double.NegativeInfinity]));
        Assert.Equal(double.NaN, SumOf([double.NegativeInfinity, double.PositiveInfinity]));
        Assert.Equal(double.NaN, SumOf([1, double.NaN]));
    }

    private static double SumOf(double[] numbers)
    {
        var sum = new ExactSum();
        foreach (var number in numbers)
        {
            sum.Add(number);
        }

        return sum.Value;
    }
}
