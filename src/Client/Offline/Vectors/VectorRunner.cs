using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Core.Signals;

namespace SqueezeFlow.Client.Offline.Vectors;

/// <summary>Judges vector files in every profile that they carry an expectation for.</summary>
internal sealed class VectorRunner(IReadOnlyList<IVectorSuite> suites)
{
    /// <summary>Mismatches that are kept per file and profile.</summary>
    public const int MaxMismatches = 100;

    /// <summary>Judges a file or all files of a folder.</summary>
    /// <param name="path">A vector file or a folder of them.</param>
    /// <param name="profile">The only profile to judge; null for all.</param>
    /// <exception cref="DataFormatException">There is nothing to judge at the path.</exception>
    public VectorReport Run(string path, StrategyProfile? profile = null) =>
        new([.. VectorReader.FilesOf(path).SelectMany(file => RunFile(file, profile))]);

    private List<VectorFileResult> RunFile(string path, StrategyProfile? profile)
    {
        var file = Path.GetFileName(path);
        try
        {
            var rows = VectorReader.Read(path);
            if (rows.Count == 0)
            {
                return [Unjudged(file, $"{file}: $: found an empty array, expected at least one vector")];
            }

            var suite = suites.FirstOrDefault(candidate => candidate.Handles(VectorReader.NameOf(path), rows[0]));
            return suite is null
                ? [Unjudged(file, $"{file}: found no known kind of vector, expected one of those that this program judges")]
                : [.. JudgeRows(suite, rows, file, profile)];
        }
        catch (DataFormatException wrong)
        {
            return [Unjudged(file, wrong.Message)];
        }
    }

    private static IEnumerable<VectorFileResult> JudgeRows(
        IVectorSuite suite, IReadOnlyList<VectorRow> rows, string file, StrategyProfile? profile)
    {
        foreach (var verdict in Enum.GetValues<VectorVerdict>().Where(verdict => IsAsked(verdict, profile)))
        {
            int passed = 0, failed = 0;
            var mismatches = new List<VectorMismatch>();
            foreach (var row in rows.Where(row => suite.VerdictsOf(row).Contains(verdict)))
            {
                var found = new MismatchList(row.Id);
                suite.Judge(row, verdict, found);
                passed += found.Items.Count == 0 ? 1 : 0;
                failed += found.Items.Count == 0 ? 0 : 1;
                mismatches.AddRange(found.Items.Take(MaxMismatches - mismatches.Count));
            }

            if (passed + failed > 0)
            {
                yield return new(file, verdict.ToString(), passed, failed, mismatches);
            }
        }
    }

    private static bool IsAsked(VectorVerdict verdict, StrategyProfile? profile) => verdict switch
    {
        VectorVerdict.Original => profile is null or StrategyProfile.Original,
        VectorVerdict.Corrected => profile is null or StrategyProfile.Corrected,
        _ => true,
    };

    private static VectorFileResult Unjudged(string file, string error) => new(file, "None", 0, 1, [], error);
}
