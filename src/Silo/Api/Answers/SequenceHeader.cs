using System.Globalization;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Grains.Screen;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>Puts on each answer which events it includes: those that were told before it was asked for. Lists have no other place for it.</summary>
internal sealed class SequenceHeader(IScreen screen) : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (HttpMethods.IsGet(context.HttpContext.Request.Method))
        {
            context.HttpContext.Response.Headers[ApiHeaders.Sequence] = screen.Sequence.ToString(CultureInfo.InvariantCulture);
        }

        return next(context);
    }
}
