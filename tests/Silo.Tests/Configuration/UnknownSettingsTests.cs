using SqueezeFlow.Silo.Configuration;
using SqueezeFlow.Silo.Configuration.Checks;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Nothing that is set and means nothing is passed over in silence.</summary>
public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("--Feeds:Exchange=BINANCE", "Feeds:Exchange (command line) is not a setting: did you mean Feeds:Exchanges?")]
    [InlineData("--Feed:Exchanges=BINANCE", "Feed:Exchanges (command line) is not a setting: did you mean Feeds:Exchanges?")]
    [InlineData("--Feeds:Refil:Enabled=false", "Feeds:Refil:Enabled (command line) is not a setting: did you mean Feeds:Refill:Enabled?")]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://0.0.0.0:1", "Kestrel:Endpoints:Http:Url (command line) is not a setting: see docs/configuration.md")]
    [InlineData("--Exchanges:BINANC:Rest=http://127.0.0.1:1", "Exchanges:BINANC:Rest (command line) is not a setting: did you mean Exchanges:BINANCE:Rest?")]
    [InlineData("--Exchanges:BYBIT:Stream:linear=ws://127.0.0.1:1", "Exchanges:BYBIT:Stream:linear (command line) is not a setting: did you mean Exchanges:BYBIT:Streams:linear?")]
    [InlineData("--Execution:Freqtrade:AllowLive=true", "Execution:Freqtrade:AllowLive (command line) is not a setting: did you mean Execution:AllowLive?")]
    public void An_unknown_key_is_refused_with_the_nearest(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(Problems([argument])));

    [Theory]
    [InlineData("Feeds__Exchangs", "Feeds:Exchangs (environment variable Feeds__Exchangs) is not a setting: did you mean Feeds:Exchanges?")]
    [InlineData("STRATEGIE__PROFILE", "STRATEGIE:PROFILE (environment variable STRATEGIE__PROFILE) is not a setting: did you mean Strategy:Profile?")]
    [InlineData("SQUEEZEFLOW_TIMEFRAM", "SQUEEZEFLOW_TIMEFRAM (environment) is not a variable of this service: did you mean SQUEEZEFLOW_TIMEFRAME?")]
    [InlineData("SQUEEZEFLOW_NONSENSE_OF_ANOTHER_KIND", "SQUEEZEFLOW_NONSENSE_OF_ANOTHER_KIND (environment) is not a variable of this service: see docs/configuration.md")]
    [InlineData("FREQTRADE_API_ULR", "FREQTRADE_API_ULR (environment) is not a variable of this service: did you mean FREQTRADE_API_URL?")]
    [InlineData("INFLUX_PASSWORT", "INFLUX_PASSWORT (environment) is not a variable of this service: did you mean INFLUX_PASSWORD?")]
    public void An_unknown_variable_is_refused_with_the_nearest(string variable, string expected) =>
        Assert.Equal(expected, Assert.Single(Problems([], (variable, "x"))));

    [Theory]
    [InlineData("FREQTRADE__API_SERVER__USERNAME")]
    [InlineData("npm_config__auth")]
    [InlineData("REDIS_REPLICATION_MODE")]
    [InlineData("SQUEEZEFLOW_URL")]
    [InlineData("SQUEEZEFLOW_SHARED")]
    public void A_variable_of_another_program_is_none_of_ours(string variable) =>
        Assert.Empty(Problems([], (variable, "x")));

    [Fact]
    public void The_value_of_an_unknown_key_is_never_repeated()
    {
        var problems = Problems(["--Api:Kye=open-sesame"], ("SQUEEZEFLOW_API_KYE", "open-sesame"));

        Assert.Equal(2, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains("sesame", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--feeds:EXCHANGES=binance,Okex")]
    [InlineData("--Feeds:Markets=binance:BTCUSDT,*:btc*usdt,eth,币安人生,$WIF")]
    [InlineData("--exchanges:binance:stream=ws://127.0.0.1:1/ws")]
    [InlineData("--Exchanges:KRAKEN:Streams:futures=ws://127.0.0.1:1/ws")]
    [InlineData("--Logging:LogLevel:SqueezeFlow.Grains=debug")]
    public void Known_keys_and_names_are_taken_in_any_letter_case(string argument) => Assert.Empty(Problems([argument]));

    [Theory]
    [InlineData("--Feeds:Exchanges=BINANCE,BYBITT", "Feeds:Exchanges: 'BYBITT' names no venue, there is no BYBITT: did you mean BYBIT?")]
    [InlineData("--Feeds:Markets=BINANCEE:btcusdt", "Feeds:Markets: 'BINANCEE:btcusdt' names no venue, there is no BINANCEE: did you mean BINANCE?")]
    [InlineData("--Feeds:Markets=btc*", "Feeds:Markets: 'btc*' names no market: expected a base coin (BTC), a market id (BINANCE:btcusdt) or a pattern with a venue (*:btc*usdt)")]
    [InlineData("--Logging:LogLevel:Default=Informationn", "Logging:LogLevel:Default: 'Informationn' is not a log level: expected one of Trace, Debug, Information, Warning, Error, Critical, None")]
    [InlineData("--Exchanges:BYBIT:MarketsPerConnection=many", "Exchanges:BYBIT:MarketsPerConnection: 'many' cannot be read: expected a whole number")]
    [InlineData("--Execution:Freqtrade:Timeout=soon", "Execution:Freqtrade:Timeout: 'soon' cannot be read: expected a time span, e.g. 00:01:00")]
    public void A_value_that_names_nothing_is_refused(string argument, string expected) =>
        Assert.Equal(expected, Assert.Single(Problems([argument])));

    [Fact]
    public void A_wrong_address_is_told_together_with_an_unknown_key()
    {
        var problems = Problems(["--Feeds:Exchange=BINANCE", "--Exchanges:BINANCE:Stream=nowhere"]);

        Assert.Equal(2, problems.Count);
    }

    private static List<string> Problems(string[] arguments, params (string Name, string Value)[] environment) =>
        [.. ConfigurationCheck.Run(SiloConfiguration.Build(arguments, environment.ToDictionary(pair => pair.Name, pair => pair.Value))).Select(problem => problem.ToString())];
}
