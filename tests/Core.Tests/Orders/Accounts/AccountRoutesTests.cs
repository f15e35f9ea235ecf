using SqueezeFlow.Core.Orders.Accounts;

namespace SqueezeFlow.Core.Tests.Orders.Accounts;

/// <summary>Which account takes an entry.</summary>
public sealed class AccountRoutesTests
{
    private static readonly AccountRoutes Several = new(
        [AccountRoute.Of("alts", "DOGE, shib", 0, 10), AccountRoute.Of("bold", "", 7, 10), AccountRoute.Of("main", "BTC,ETH", 5, 7)],
        [AccountRoute.Of("old", "", 0, 10)]);

    [Theory]
    [InlineData("DOGE", 4.5, "alts")]
    [InlineData("SHIB", 9, "alts")]
    [InlineData("BTC", 7, "bold")]
    [InlineData("SOL", 10, "bold")]
    [InlineData("BTC", 6.99, "main")]
    [InlineData("eth", 5, "main")]
    [InlineData("BTC", 4.99, "main")]
    [InlineData("SOL", 6, "main")]
    public void The_first_account_whose_coins_and_scores_take_an_entry_gets_it_and_what_none_takes_goes_to_main(string coin, double score, string account) =>
        Assert.Equal(account, Several.AccountOf(coin, score));

    [Theory]
    [InlineData("alts", "DOGE", 4.5, null)]
    [InlineData("bold", "DOGE", 8, null)]
    [InlineData("main", "SOL", 6, "no account takes SOL with a score of 6.00: alts takes DOGE, shib; bold takes all coins with a score from 7 to 10; main takes BTC, ETH with a score from 5 to below 7")]
    [InlineData("alts", "BTC", 8, "account alts, to which it was sent, does not take BTC with a score of 8.00 any more")]
    [InlineData("old", "BTC", 6, "account old, to which it was sent, does not take BTC with a score of 6.00 any more")]
    public void An_account_refuses_what_its_route_does_not_take_and_says_who_would(string account, string coin, double score, string? reason) =>
        Assert.Equal(reason, Several.Refuse(account, coin, score));

    [Theory]
    [InlineData("SOL", 8, "SOL is none of the coins that may be entered: BTC, ETH")]
    [InlineData("BTC", 5.25, "its score of 5.25 is not among those that may be entered: 6 to 10")]
    [InlineData("BTC", 10, null)]
    public void A_single_account_speaks_of_itself(string coin, double score, string? reason) =>
        Assert.Equal(reason, new AccountRoutes([AccountRoute.Of("main", "BTC, ETH", 6, 10)], []).Refuse("main", coin, score));

    [Theory]
    [InlineData("DOGE", "alts")]
    [InlineData("BTC", "bold main")]
    [InlineData("SOL", "bold")]
    public void The_accounts_that_may_take_a_coin_are_known_before_its_score(string coin, string takers) =>
        Assert.Equal(takers, string.Join(' ', Several.TakersOf(coin)));

    [Fact]
    public void A_coin_that_no_account_takes_is_mains_to_refuse() =>
        Assert.Equal(["main"], new AccountRoutes([AccountRoute.Of("alts", "DOGE", 0, 10)], [AccountRoute.Of("main", "", 0, 10)]).TakersOf("BTC"));

    [Fact]
    public void Accounts_without_a_route_are_there_all_the_same() =>
        Assert.Equal(("alts bold main old", false, true), (string.Join(' ', Several.Names), Several.IsSingle, AccountRoutes.MainOnly.IsSingle));

    [Theory]
    [InlineData("scalper", true)]
    [InlineData("bot-2_b", true)]
    [InlineData("", false)]
    [InlineData("2nd", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("all", false)]
    [InlineData("abcdefghijklmnopqrstuvwxyz-abcdef", false)]
    public void A_name_can_be_a_key_and_a_word_on_a_command_line(string name, bool isName) => Assert.Equal(isName, AccountNames.IsName(name));
}
