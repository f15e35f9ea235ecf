using System.CommandLine;
using System.Globalization;
using SqueezeFlow.Client.Commands.Offline.Options;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Http;
using SqueezeFlow.Client.Terminals.Tables;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Parameters.Files;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Shows the parameters of the strategy.</summary>
internal sealed class ParametersCommand : ConsoleCommand
{
    private const string FileName = "FILE";

    private readonly Argument<string?> _path = new(FileName) { Description = "A file of parameters to check and show (default: those of the profile)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<StrategyProfile?> _profile = Profiles.Option("Original or Corrected (default)");
    private readonly Option<bool> _schema = new("--schema") { Description = "Print the JSON schema of files of parameters, for editors" };
    private readonly Option<bool> _file = new("--file") { Description = "Print them as a file of parameters" };

    /// <summary>Names it.</summary>
    public ParametersCommand(CommandEnvironment environment)
        : base(
            environment,
            "parameters",
            "Every threshold, weight and look-back of the strategy: value, unit, range and meaning",
            "parameters",
            "parameters mine.json",
            "parameters --profile Original --file",
            "parameters --schema")
    {
        Add(_path);
        Add(_profile);
        Add(_schema);
        Add(_file);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (path, profile) = (run.Arguments.GetValue(_path), run.Arguments.GetValue(_profile));
        if (run.Arguments.GetValue(_schema))
        {
            if (path is not null || profile is not null || run.Arguments.GetValue(_file))
            {
                throw new ConsoleFailure(ConsoleExit.BadUsage, "--schema: does not go with anything else: leave the rest out");
            }

            run.Terminal.Out.Write(ParameterSchema.Text);
            return Task.FromResult(ConsoleExit.Done);
        }

        var parameters = ParameterFiles.Read(path, profile, FileName);
        if (run.Arguments.GetValue(_file))
        {
            run.Terminal.Out.Write(ParameterText.Of(parameters));
        }
        else if (run.IsJson)
        {
            run.Terminal.Out.WriteLine(ClientJson.Write(Document(parameters)));
        }
        else
        {
            Show(run, parameters);
        }

        return Task.FromResult(ConsoleExit.Done);
    }

    private static object Document(StrategyParameters parameters) => new
    {
        Profile = parameters.Profile.ToString(),
        Hash = ParameterHash.Of(parameters),
        Parameters = ParameterCatalog.All.Select(field => new
        {
            field.Name,
            Value = field.Of(parameters),
            Usual = field.Of(StrategyParameters.Of(parameters.Profile)),
            field.Minimum,
            field.Maximum,
            field.Unit,
            field.IsWhole,
            field.NotAbove,
            field.Meaning,
        }),
    };

    private static void Show(CommandRun run, StrategyParameters parameters)
    {
        var own = StrategyParameters.Of(parameters.Profile);
        var sheet = new Sheet("parameter", ">value", Column.Figure("usual", 2), Column.Word("unit", 1), Column.Word("range", 3), Column.Prose("meaning", 4));
        foreach (var field in ParameterCatalog.All)
        {
            var isOwn = field.Of(parameters).Equals(field.Of(own));
            sheet.Add(
                field.Name,
                Text(field.Of(parameters)),
                isOwn ? "" : Text(field.Of(own)),
                field.Unit,
                $"{Text(field.Minimum)} to {Text(field.Maximum)}",
                field.Meaning);
        }

        sheet.Write(run.Terminal, "none");
        run.Terminal.WriteLine();
        run.Terminal.WriteLine($"profile {parameters.Profile}, hash {ParameterHash.Short(ParameterHash.Of(parameters))}");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
