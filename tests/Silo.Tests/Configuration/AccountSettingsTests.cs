using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Several accounts in the configuration.</summary>
public sealed class AccountSettingsTests
{
    private const string Bot = "--Execution:Accounts:alts:Freqtrade";

    private static readonly string[] Sound = ["--Execution:Accounts:alts:Symbols=DOGE,SHIB", $"{Bot}:Url=http://127.0.0.1:8081", $"{Bot}:Username=u", $"{Bot}:Password=p"];

    [Fact]
    public void A_further_account_with_a_bot_of_its_own_is_taken() => Assert.Empty(Problems(Sound));

    [Theory]
    [InlineData("--Execution:Accounts:main:Symbols=BTC", "Execution:Accounts:main: 'main' is the account of Execution itself: move its settings to Execution, or give the account another name")]
    [InlineData("--Execution:Accounts:2nd:Symbols=BTC", "Execution:Accounts:2nd: '2nd' is no name for an account: expected a letter, then letters, digits, - and _, at most 32 in all and not \"all\", e.g. scalper")]
    [InlineData("--Execution:Routes=alt,main", "Execution:Routes: 'alt' names no account: did you mean alts?")]
    [InlineData("--Execution:Accounts:alts:Symbol=BTC", "Execution:Accounts:alts:Symbol (command line) is not a setting: did you mean Execution:Accounts:alts:Symbols?")]
    [InlineData("--Execution:Accounts:alts:Freqtrade:Pasword=open-sesame", "Execution:Accounts:alts:Freqtrade:Pasword (command line) is not a setting: did you mean Execution:Accounts:alts:Freqtrade:Password?")]
    [InlineData("--Execution:Accounts:alts:MaxOpenPositions=0", "Execution:Accounts:alts:MaxOpenPositions: '0' cannot be used: expected 1 to 100")]
    [InlineData("--Execution:Accounts:alts:AllowLive=maybe", "Execution:Accounts:alts:AllowLive: 'maybe' cannot be read: expected true or false")]
    [InlineData("--Execution:Accounts:alts:MinScore=10", "Execution:Accounts:alts:MinScore: '10' leaves no score below MaxScore (10): set it lower than MaxScore")]
    [InlineData("--Execution:Accounts:bold:Symbols=doge", "Execution:Accounts:bold: 'doge' never gets an entry, all of them go to alts before: change its Symbols, MinScore or MaxScore, put it first in Execution:Routes, or leave it out there")]
    [InlineData("--Execution:Freqtrade:Timeout=00:00:09", null)]
    [InlineData("--Execution:Accounts:ALTS:MinScore=6", null)]
    [InlineData("--Execution:Accounts:alts:Freqtrade:Pairs:PEPE=1000PEPE/USDT:USDT", null)]
    [InlineData("--Execution:Accounts:bold:MinScore=6", null)]
    public void What_cannot_be_meant_is_told_with_setting_value_and_fix(string argument, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], Problems([.. Sound, argument]));

    [Fact]
    public void Every_problem_is_told_at_once_under_the_accounts_own_keys()
    {
        string[] problems = Problems(
            "--Execution:Accounts:alts:Symbols=DOGE",
            $"{Bot}:Url=ftp://x",
            "--Execution:Accounts:bold:Symbols=DOGE",
            "--Execution:Accounts:bold:Freqtrade:Url=http://127.0.0.1:8081",
            "--Execution:Accounts:bold:Freqtrade:PasswordFile=/nowhere/at/all",
            "--Execution:Routes=alts,bolt,bold,main");

        string[] begins =
        [
            "Execution:Routes: 'bolt' names no account",
            "Execution:Accounts:bold: 'DOGE' never gets an entry",
            "Execution:Accounts:alts:Freqtrade:Url: expected http://host:port, found 'ftp://x/'.",
            "Execution:Accounts:alts:Freqtrade:Username: expected the bot's API user, found nothing.",
            "Execution:Accounts:alts:Freqtrade:Password: expected the bot's API password, found nothing.",
            "Execution:Accounts:bold:Freqtrade:Username: expected the bot's API user, found nothing.",
            "Execution:Accounts:bold:Freqtrade:PasswordFile: expected a readable file",
        ];
        Assert.Equal(begins.Length, problems.Length);
        Assert.All(begins, begin => Assert.Single(problems, problem => problem.StartsWith(begin, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8081")]
    [InlineData("http://127.0.0.1:8081/api/v1/")]
    public void One_bot_holds_one_account(string url)
    {
        var problems = Problems([.. Sound, $"--Execution:Freqtrade:Url={url}", "--Execution:Freqtrade:Username=u", "--Execution:Freqtrade:Password=p"]);

        Assert.Equal($"Execution:Accounts:alts:Freqtrade:Url: 'http://127.0.0.1:8081' is the bot of account main too: one bot holds one account: name another bot", Assert.Single(problems));
    }

    [Fact]
    public void The_deployments_variables_are_those_of_mains_bot_alone()
    {
        var problems = Problems(
            ["--Execution:Accounts:alts:Symbols=DOGE", $"{Bot}:Url=http://127.0.0.1:8082"],
            ("FREQTRADE_API_URL", "http://127.0.0.1:8081"),
            ("FREQTRADE_API_USERNAME", "u"),
            ("FREQTRADE_API_PASSWORD", "p"));

        Assert.Equal(2, problems.Length);
        Assert.All(problems, problem => Assert.StartsWith("Execution:Accounts:alts:Freqtrade:", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Secrets_of_every_account_are_masked() =>
        Assert.Equal(("***", "***", "http://x"), (
            ConfigurationCheck.Shown("Execution:Accounts:alts:Freqtrade:Password", "p"),
            ConfigurationCheck.Shown("Execution:accounts:ALTS:freqtrade:username", "u"),
            ConfigurationCheck.Shown("Execution:Accounts:alts:Freqtrade:Url", "http://x")));

    [Theory]
    [InlineData("run", "--Execution:Accounts:bold:MinScore=6", "Execution:Accounts:bold takes all coins with a score from 6 to 10, Execution:Accounts:alts takes DOGE, SHIB: what both take goes to alts, which is asked first")]
    [InlineData("run", "--Execution:Routes=main", "account alts takes nothing new: Execution:Routes leaves it out; what it holds is looked after")]
    [InlineData("demo", "--Execution:MaxSlippage=0.01", "Execution:Accounts has no effect: demo trades with the account main alone")]
    public void What_may_be_meant_otherwise_is_warned_of(string command, string argument, string warning) =>
        Assert.Contains(warning, SiloConfiguration.Build([.. Sound, argument], new Dictionary<string, string>(), command).Warnings);

    [Fact]
    public void The_accounts_are_shown_in_the_order_in_which_entries_are_offered_to_them()
    {
        var accounts = EffectiveAccounts.Of(SiloConfiguration.Build([.. Sound, "--Execution:Accounts:bold:MinScore=6", "--Execution:Routes=bold,main"], new Dictionary<string, string>()).Root);

        Assert.Equal(
            [
                "account bold (paper) takes all coins with a score from 6 to 10",
                "account main (paper) takes all coins",
                "account alts (http://127.0.0.1:8081) takes nothing new",
            ],
            accounts.Select(account => account.ToString()));
    }

    private static string[] Problems(params string[] arguments) => Problems(arguments, []);

    private static string[] Problems(string[] arguments, params (string Name, string Value)[] environment) =>
        [.. ConfigurationCheck.Run(SiloConfiguration.Build(arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value))).Select(problem => problem.ToString())];
}
