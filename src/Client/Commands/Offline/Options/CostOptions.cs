using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Costs;

namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>What trading costs, of a file and of options; options go before the file.</summary>
internal sealed class CostOptions
{
    private readonly Option<string?> _file = new("--costs") { Description = "What trading costs, .json; options go before it", HelpName = "FILE" };
    private readonly Option<CostsAsked?> _fee = Fee();
    private readonly Option<string[]> _funding = new("--funding") { Description = "Funding payments, .csv or .csv.gz with time_s and rate", HelpName = "FILE", Arity = ArgumentArity.OneOrMore };
    private readonly IReadOnlyList<(CostNumber Number, Option<double?> Option)> _numbers = [.. CostNumber.All.Select(number => (number, Of(number)))];

    /// <summary>All of them, in the order of help.</summary>
    public IEnumerable<Option> All => [_fee, _file, _funding, .. _numbers.Select(number => number.Option)];

    /// <summary>What was asked for, for each symbol: only the payments are apart.</summary>
    /// <exception cref="ConsoleFailure">The file cannot be used; all that is wrong is told.</exception>
    public IReadOnlyList<CostsAsked> Read(ParseResult arguments, int symbols)
    {
        var asked = arguments.GetValue(_file) is { } file ? ReadFile(file) : CostsAsked.Usual;
        if (arguments.GetValue(_fee) is { } fee)
        {
            asked = asked with { FeeRate = fee.FeeRate, FeeOf = fee.FeeOf };
        }

        foreach (var (number, option) in _numbers)
        {
            asked = arguments.GetValue(option) is { } value ? asked with { Trading = number.Apply(asked.Trading, value) } : asked;
        }

        var files = PerSymbol.Of(arguments, _funding, symbols);
        if (symbols > 1 && files[0] is null && asked.FundingFile is { } one)
        {
            throw ConsoleFailure.BadValue(_file.Name, Path.GetFileName(one), $"are payments of one symbol, and there are {symbols}: leave funding out of the file and give {_funding.Name} once for each");
        }

        return [.. files.Select(file => WithFunding(asked, file ?? asked.FundingFile))];
    }

    private CostsAsked WithFunding(CostsAsked asked, string? path) => path is null || File.Exists(path)
        ? asked with { FundingFile = path }
        : throw ConsoleFailure.BadValue(_funding.Name, path, "is no file: give a .csv or .csv.gz");

    private CostsAsked ReadFile(string path)
    {
        try
        {
            var (costs, faults) = CostsReader.Read(File.ReadAllText(path));
            return faults.Count > 0
                ? throw new ConsoleFailure(ConsoleExit.BadUsage, $"{_file.Name}: '{path}': {string.Join("; ", faults)}")
                : costs.FundingFile is { } funding ? costs with { FundingFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, funding) }
                : costs;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ConsoleFailure(ConsoleExit.BadUsage, $"{_file.Name}: '{path}' cannot be read, {error.Message.TrimEnd('.')}: give a .json file (docs/lab.md)", error);
        }
    }

    private static Option<CostsAsked?> Fee() => new("--fee")
    {
        Description = "Fee of each fill as a share of its notional, 0.001 (default) or 0.1%, or a venue's and tier's: BYBIT:VIP1",
        HelpName = "SHARE",
        CustomParser = result => BacktestValues.TryReadShare(Values.Text(result), out var share) && share is >= 0 and <= CostsReader.LargestFee ? CostsAsked.Usual with { FeeRate = share }
            : VenueFees.TryFind(Values.Text(result), out var fee) ? CostsAsked.Usual.With(fee)
            : Values.Refuse<CostsAsked?>(result, "--fee", Values.Text(result) is [>= 'A' and <= 'z', ..]
                ? VenueFees.FaultOf(Values.Text(result))
                : "is no fee from 0 to 5 %: give a share (--fee 0.0005) or a percentage (--fee 0.05%)"),
    };

    private static Option<double?> Of(CostNumber number) => new(number.Option)
    {
        Description = number.Meaning,
        HelpName = number.IsWhole ? "N" : "SHARE",
        CustomParser = result => BacktestValues.TryReadShare(Values.Text(result), out var value) && number.Allows(value)
            ? value
            : Values.Refuse<double?>(result, number.Option, string.Create(CultureInfo.InvariantCulture, $"is not {number.Allowed}: give e.g. {number.Option} {number.Example}")),
    };
}
