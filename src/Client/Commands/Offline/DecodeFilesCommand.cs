using System.CommandLine;
using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Offline.Decoding;

namespace SqueezeFlow.Client.Commands.Offline;

/// <summary>Shows the trades in recorded frames.</summary>
internal sealed class DecodeFilesCommand : ConsoleCommand
{
    private readonly Argument<string> _exchange = new("EXCHANGE") { Description = "Venue id, e.g. BINANCE_FUTURES" };
    private readonly Argument<string[]> _files = new("FILE") { Description = "Files of frames, one a line", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _instruments = new("--instruments") { Description = "The venue's instrument lists, one REST answer a line", HelpName = "FILE" };
    private readonly Option<string?> _route = new("--route") { Description = "Endpoint that the frames come from, where they do not tell (BYBIT: spot)", HelpName = "NAME" };

    /// <summary>Names it.</summary>
    public DecodeFilesCommand(CommandEnvironment environment)
        : base(
            environment,
            "decode",
            "Show the trades in recorded frames: one JSON line each, counts by frame kind on standard error",
            "decode BINANCE frames.txt",
            "decode BYBIT frames.txt --route spot --instruments instruments.txt")
    {
        Add(_exchange);
        Add(_files);
        Add(_instruments);
        Add(_route);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var options = new DecodeCommandOptions(
            run.Arguments.GetRequiredValue(_exchange).ToUpperInvariant(),
            run.Arguments.GetRequiredValue(_files),
            run.Arguments.GetValue(_instruments),
            run.Arguments.GetValue(_route));
        var decoder = new DecodeCommand(run.Terminal.Out, run.Terminal.Error);
        return await Task.Run(() => decoder.Run(options), cancellationToken).WaitAsync(cancellationToken);
    }
}
