using System.Globalization;
using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Core.Tests.Orders.Accounts;

/// <summary>Routes that leave nothing to another, or that cross it.</summary>
public sealed class RouteOverlapTests
{
    [Theory]
    [InlineData("BTC/0/10", "BTC/0/10", true)]
    [InlineData("BTC/6/10", "/0/10", true)]
    [InlineData("btc/6/10", "BTC,ETH/4/10", true)]
    [InlineData("BTC,ETH/6/10", "BTC/0/10", false)]
    [InlineData("BTC,ETH/6/10", "BTC/0/10 ETH/5/10", true)]
    [InlineData("BTC/4/10", "BTC/0/6 BTC/6/10", true)]
    [InlineData("BTC/4/10", "BTC/0/6 BTC/6.5/10", false)]
    [InlineData("BTC/4/10", "BTC/0/9.9", false)]
    [InlineData("/0/10", "BTC,ETH/0/10", false)]
    [InlineData("/0/10", "BTC/0/10 /0/10", true)]
    [InlineData("/0/10", "BTC/0/10 /6/10", false)]
    public void What_those_before_take_together_decides_whether_a_route_gets_anything(string route, string before, bool isUnreachable) =>
        Assert.Equal(isUnreachable, RouteOverlap.IsUnreachable(Route(route), Routes(before)));

    [Theory]
    [InlineData("BTC/0/10", "BTC,ETH/6/10", "BTC,ETH/6/10")]
    [InlineData("BTC/4/7", "BTC/6/10", "BTC/6/10")]
    [InlineData("BTC,ETH/0/10", "ETH,SOL/0/10", "ETH,SOL/0/10")]
    [InlineData("/0/10", "BTC/6/10", "")]
    [InlineData("BTC/6/10", "/0/10", "")]
    [InlineData("BTC/6/10", "BTC/0/6", "")]
    [InlineData("BTC/0/10", "ETH/0/10", "")]
    public void Routes_cross_when_both_take_something_and_neither_all_of_the_other(string route, string before, string crossing) =>
        Assert.Equal(crossing.Replace(",", ", ", StringComparison.Ordinal), string.Join(' ', RouteOverlap.Crossing(Route(route), Routes(before)).Select(Text)));

    private static AccountRoute[] Routes(string texts) => [.. texts.Split(' ').Select(Route)];

    private static AccountRoute Route(string text)
    {
        var parts = text.Split('/');
        return AccountRoute.Of("x", parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    private static string Text(AccountRoute route) => $"{string.Join(", ", route.Symbols)}/{route.MinScore}/{route.MaxScore}";
}
