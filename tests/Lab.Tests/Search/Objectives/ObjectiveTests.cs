using SqueezeFlow.Lab.Search.Objectives;

namespace SqueezeFlow.Lab.Tests.Search.Objectives;

public sealed class ObjectiveTests
{
    private static readonly MeasureSet Measures = new(
        KeyValuePair.Create(Measure.NetProfit, 120.0), KeyValuePair.Create(Measure.Trades, 40.0), KeyValuePair.Create(Measure.MaxDrawdown, 8.0), KeyValuePair.Create(Measure.Sharpe, 1.5));

    [Theory]
    [InlineData("net_profit", 120)]
    [InlineData("Sharpe", 1.5)]
    [InlineData("net_profit - 2 * max_drawdown", 104)]
    [InlineData("(net_profit - 20) / max_drawdown / 2", 6.25)]
    [InlineData("-max_drawdown ^ 2", -64)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("2 ^ -1", 0.5)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("min(sharpe, 1) * sqrt(trades * 10)", 20)]
    [InlineData("max(abs(-3), log(1)) + .5e1", 8)]
    public void Expressions_are_counted_as_on_paper(string text, double expected) =>
        Assert.Equal(expected, Objective.Parse(text).Of(Measures), 1e-12);

    [Fact]
    public void What_is_not_known_has_no_value() => Assert.Equal(double.NaN, Objective.Parse("sharpe + calmar").Of(Measures));

    [Theory]
    [InlineData("", "its end at 1: expected a number, a measure or a parenthesis")]
    [InlineData("sharp", "'sharp' at 1 is no measure, did you mean 'sharpe'? give one of net_profit, return,")]
    [InlineData("sharpe +", "its end at 9: expected a number")]
    [InlineData("(sharpe", "its end at 8: expected ')'")]
    [InlineData("sharpe sortino", "'s' at 8: expected an operator or the end")]
    [InlineData("min(sharpe)", "')' at 11: expected ','")]
    [InlineData("1.2.3", "'1.2.3' at 1, which is no number")]
    [InlineData("1e999", "'1e999' at 1, which is no number")]
    [InlineData("sharpe; drop", "';' at 7")]
    public void What_is_no_expression_is_told_with_its_place(string text, string part) =>
        Assert.Contains(part, Assert.Throws<ObjectiveException>(() => Objective.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nesting_has_an_end() =>
        Assert.Contains("nested", Assert.Throws<ObjectiveException>(() => Objective.Parse(new string('(', 100_000) + "1")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, null, true)]
    [InlineData(40, 8.0, true)]
    [InlineData(41, null, false)]
    [InlineData(0, 7.9, false)]
    public void Constraints_hold_or_not(int minTrades, double? maxDrawdown, bool expected) =>
        Assert.Equal(expected, new Constraints { MinTrades = minTrades, MaxDrawdownPercent = maxDrawdown }.Hold(Measures));
}
