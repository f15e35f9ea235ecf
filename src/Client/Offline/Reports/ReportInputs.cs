using System.Security.Cryptography;
using System.Text;
using SqueezeFlow.Client.Offline.Backtests;
using SqueezeFlow.Client.Offline.Backtests.Files;

namespace SqueezeFlow.Client.Offline.Reports;

/// <summary>Tells the files of a back-test by name and hash.</summary>
internal static class ReportInputs
{
    /// <summary>The files of all symbols; where several share an account the role names whose they are.</summary>
    public static IReadOnlyList<ReportInput> Of(BacktestOutcome outcome) => outcome.IsShared
        ? [.. outcome.Pairs.SelectMany(pair => Of(pair.Inputs).Select(input => input with { Role = RoleOf(input.Role, pair.Options.Symbol) }))]
        : Of(outcome.Pairs[0].Inputs);

    /// <summary>What a file is to an account of several symbols.</summary>
    public static string RoleOf(string role, string symbol) => $"{symbol} {role}";

    /// <summary>The files that were given for one symbol.</summary>
    public static IReadOnlyList<ReportInput> Of(PairInputs inputs)
    {
        var files = new List<ReportInput> { Of("spot", inputs.Spot), Of("perp", inputs.Perp) };
        if (inputs.OpenInterest is { } file)
        {
            var (bytes, hash) = HashOf(file.Path);
            files.Add(new("open interest", file.Name, file.Market, file.Rows.Count, file.Rows[0].Seconds, file.Rows[^1].Seconds, bytes, hash));
        }

        if (inputs.Funding is { } funding)
        {
            var (bytes, hash) = HashOf(funding.Path);
            var (first, last) = (funding.Rates[0].UnixMs / 1_000, funding.Rates[^1].UnixMs / 1_000);
            files.Add(new("funding", funding.Name, funding.Market, funding.Rates.Count, first, last, bytes, hash));
        }

        return files;
    }

    private static ReportInput Of(string role, MarketFile file)
    {
        var (bytes, hash) = HashOf(file);
        return new(role, file.Name, file.Market, file.Bars.Count, file.Bars[0].OpenSeconds, file.Bars[^1].OpenSeconds, bytes, hash);
    }

    // A folder is told by the names and hashes of its files, as sha256sum lists them.
    private static (long? Bytes, string? Sha256) HashOf(MarketFile file)
    {
        if (file.Sha256 is { } own)
        {
            return (null, own);
        }

        if (file.Files is [var only])
        {
            return HashOf(only);
        }

        var parts = file.Files.Select(part => (Name: Path.GetFileName(part), Is: HashOf(part))).ToList();
        var list = string.Concat(parts.Select(part => $"{part.Is.Sha256}  {part.Name}\n"));
        return (parts.Sum(part => part.Is.Bytes), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list))));
    }

    // A pipe was read to its end before, and has nothing more to say.
    private static (long? Bytes, string? Sha256) HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.CanSeek ? (stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream))) : (null, null);
    }
}
